import CLinux
import Wire

/// An address and port at the other end, with the interface it is on where the address needs it.
struct Endpoint: Hashable, Sendable {
    var address: IPAddress
    var port: Int
    /// The interface of a link-local IPv6 address, else 0.
    var scope: UInt32 = 0
}

extension Endpoint {
    /// - Returns: `nil` if the kernel gave no address.
    init?(_ raw: clinux_endpoint) {
        let bytes = withUnsafeBytes(of: raw.address) { Array($0.prefix(Int(raw.length))) }
        guard let address = IPAddress(bytes: bytes) else { return nil }
        self.init(address: address, port: Int(raw.port), scope: raw.scope)
    }

    var raw: clinux_endpoint {
        var raw = clinux_endpoint()
        raw.length = UInt8(address.bytes.count)
        raw.port = UInt16(truncatingIfNeeded: port)
        raw.scope = scope
        withUnsafeMutableBytes(of: &raw.address) { $0.copyBytes(from: address.bytes) }
        return raw
    }
}

/// One datagram that came, and how.
struct Datagram: Sendable {
    let bytes: [UInt8]
    let peer: Endpoint
    /// The address it was sent to: ours, a broadcast address or a group.
    let destination: IPAddress?
    /// The interface it came in by.
    let interface: Int
}
