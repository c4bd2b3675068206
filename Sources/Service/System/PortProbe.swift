import Glibc

/// Whether this process could listen on a port now.
enum PortProbe {
    /// - Returns: `nil` if it can, otherwise the system's `errno`, or `EADDRNOTAVAIL` for an
    ///   address that is not this machine's.
    static func failure(_ host: String, _ port: Int, _ transport: PortHolder.Transport) -> CInt? {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = CInt((transport == .tcp ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0, let address = list?.pointee else {
            return EADDRNOTAVAIL
        }
        defer { freeaddrinfo(list) }
        let socket = socket(
            address.ai_family, address.ai_socktype | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return errno }
        defer { close(socket) }
        var yes: CInt = 1
        setsockopt(
            socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        guard bind(socket, address.ai_addr, address.ai_addrlen) == 0 else { return errno }
        guard transport == .tcp else { return nil }
        return listen(socket, 1) == 0 ? nil : errno
    }
}
