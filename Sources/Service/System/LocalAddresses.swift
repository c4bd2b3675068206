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
    fileprivate init?(socket: UnsafeMutablePointer<sockaddr>) {
        switch CInt(socket.pointee.sa_family) {
        case AF_INET:
            self.init(
                bytes: socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
                })
        case AF_INET6:
            self.init(
                bytes: socket.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
                })
        default: return nil
        }
    }
}
