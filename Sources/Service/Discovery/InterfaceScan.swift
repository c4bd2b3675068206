import CLinux
import Glibc
import Wire

extension Interfaces {
    /// The addresses this machine has now, on interfaces that are up.
    static func scan() -> Interfaces {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return Interfaces([]) }
        defer { freeifaddrs(list) }
        var found: [Interface] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard entry.ifa_flags & UInt32(IFF_UP) != 0,
                let address = endpoint(entry.ifa_addr)?.address
            else { continue }
            let mask = endpoint(entry.ifa_netmask)?.address.bytes ?? []
            found.append(
                Interface(
                    name: String(cString: entry.ifa_name),
                    index: Int(if_nametoindex(entry.ifa_name)), address: address,
                    prefix: mask.reduce(0) { $0 + $1.nonzeroBitCount }))
        }
        return Interfaces(found)
    }

    private static func endpoint(_ address: UnsafeMutablePointer<sockaddr>?) -> Endpoint? {
        guard let address, [AF_INET, AF_INET6].contains(CInt(address.pointee.sa_family)) else {
            return nil
        }
        var raw = clinux_endpoint()
        clinux_endpoint_read(address, &raw)
        return Endpoint(raw)
    }

    /// Only those that HTTP is served on: an answer names no address that refuses connections.
    ///
    /// - Parameter host: `server.host`; `::` and `0.0.0.0` are every interface.
    func served(on host: String) -> Interfaces {
        guard host != "::" else { return self }
        if host == "0.0.0.0" { return Interfaces(all.filter { !$0.address.isVersion6 }) }
        let name = host == "localhost" ? "127.0.0.1" : host
        return Interfaces(all.filter { $0.address.description == name })
    }
}
