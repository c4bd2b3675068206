import Glibc

/// A TCP socket that is bound but not served yet: from here on, the port is ours.
///
/// Whoever takes it over closes it.
struct BoundSocket: Sendable {
    let descriptor: CInt
    /// The port it really has, also when port 0 was asked for.
    let port: Int

    /// Binds `host`, an address or a name of this machine.
    ///
    /// `::` stands for every interface, IPv4 and IPv6, and is every IPv4 interface on a kernel
    /// without IPv6.
    static func bind(host: String, port: Int) throws(PortError) -> BoundSocket {
        do {
            return try open(host: host, port: port)
        } catch  where host == "::" && error.code == EAFNOSUPPORT {
            return try open(host: "0.0.0.0", port: port)
        }
    }

    private static func open(host: String, port: Int) throws(PortError) -> BoundSocket {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found?.pointee
        else { throw PortError(host, port, code: EADDRNOTAVAIL) }
        defer { freeaddrinfo(found) }

        let descriptor = socket(
            address.ai_family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw PortError(host, port, code: errno) }
        var yes: CInt = 1
        var no: CInt = 0
        let size = socklen_t(MemoryLayout<CInt>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        if address.ai_family == AF_INET6 {
            setsockopt(descriptor, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &no, size)
        }
        // Listening at once is what finds a port in use by another listener.
        guard Glibc.bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
            listen(descriptor, 256) == 0
        else {
            let code = errno
            close(descriptor)
            throw PortError(host, port, code: code)
        }
        return BoundSocket(descriptor: descriptor, port: localPort(of: descriptor) ?? port)
    }

    private static func localPort(of descriptor: CInt) -> Int? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { return nil }
        // The port is at the same place for both families.
        return withUnsafeBytes(of: storage) {
            Int(UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
        }
    }
}

extension PortError {
    fileprivate init(_ host: String, _ port: Int, code: CInt) {
        self.init(
            host: host, port: port, transport: .tcp, code: code,
            holder: code == EADDRINUSE ? PortHolder.of(port, .tcp) : nil)
    }
}
