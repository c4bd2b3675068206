/// One address of one network interface of this machine.
public struct Interface: Hashable, Sendable {
    public let name: String
    /// The kernel's number of the interface.
    public let index: Int
    public let address: IPAddress
    /// Bits of the address that name its subnet.
    public let prefix: Int

    public init(name: String, index: Int, address: IPAddress, prefix: Int) {
        self.name = name
        self.index = index
        self.address = address
        self.prefix = prefix
    }

    /// Whether the other machine is on this very subnet, so that it is reached without a router.
    public func isAttached(to other: IPAddress) -> Bool {
        address.shares(prefix: prefix, with: other)
    }

    /// The last address of an IPv4 subnet, to which broadcasts go; never a source.
    func isBroadcast(_ other: IPAddress) -> Bool {
        guard !other.isVersion6, !address.isVersion6, prefix < 31 else { return false }
        let host = UInt32.max >> UInt32(prefix)
        return isAttached(to: other) && (other.bytes.bigEndian32 ?? 0) & host == host
    }
}

/// The addresses this machine has, and which of them answers whom.
public struct Interfaces: Equatable, Sendable {
    public let all: [Interface]

    public init(_ all: [Interface]) {
        self.all = all
    }

    /// Our address on the interface a datagram came in by, if its sender is on that subnet.
    ///
    /// - Returns: `nil` for a sender behind a router, a broadcast or multicast sender: not answered.
    public func answering(_ sender: IPAddress, index: Int) -> IPAddress? {
        guard !sender.isMulticast, !sender.isUnspecified else { return nil }
        let own = all.filter { $0.index == index || sender.isLoopback }
        let attached = own.first { $0.isAttached(to: sender) && !$0.isBroadcast(sender) }
        return attached?.address ?? ourselves(sender, among: all)
    }

    /// A sender on this machine may use any of its addresses over the loopback interface.
    private func ourselves(_ sender: IPAddress, among own: [Interface]) -> IPAddress? {
        own.contains { $0.address == sender } ? sender : nil
    }

    /// Interfaces other machines can be reached by.
    public var outward: [Interface] { all.filter { !$0.address.isLoopback } }
}
