import Glibc
import Wire

/// The addresses that machines of the local network reach this one by.
enum LocalAddresses {
    /// IPv4 first; without loopback, link-local and interfaces that are down.
    static var all: [IPAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var found: [IPAddress] = []
        var entry = first
        while let interface = entry?.pointee {
            if interface.ifa_flags & UInt32(IFF_UP) != 0,
                let address = interface.ifa_addr.flatMap(IPAddress.init(socket:)),
                !address.isLoopback, !address.isLinkLocal
            {
                found.append(address)
            }
            entry = interface.ifa_next
        }
        return found.filter { !$0.isVersion6 } + found.filter(\.isVersion6)
    }
}

extension IPAddress {
    /// Reads the bytes where every Linux has them: the compiler, seeing all files at once, takes
    /// the structs' members to be another module's than Glibc.
    fileprivate init?(socket: UnsafeMutablePointer<sockaddr>) {
        let bytes = UnsafeRawPointer(socket)
        switch CInt(socket.pointee.sa_family) {
        case AF_INET:
            self.init(bytes: Array(UnsafeRawBufferPointer(start: bytes + 4, count: 4)))
        case AF_INET6:
            self.init(bytes: Array(UnsafeRawBufferPointer(start: bytes + 8, count: 16)))
        default: return nil
        }
    }
}
