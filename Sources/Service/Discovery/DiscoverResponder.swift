import Broadcast
import Wire

/// Decides which datagrams on UDP 65001 are answered, and with what.
struct DiscoverResponder: Sendable {
    private let appliance: Appliance
    private let id: DeviceID
    private var limit: RateLimit

    /// - Parameter now: Time since any fixed instant, here and in ``answer(_:interfaces:at:)``.
    init(_ appliance: Appliance, id: DeviceID, at now: Duration) {
        self.appliance = appliance
        self.id = id
        limit = RateLimit(at: now)
    }

    /// - Returns: The reply and our address that it leaves from; `nil` stays silent.
    mutating func answer(_ datagram: Datagram, interfaces: Interfaces, at now: Duration)
        -> (reply: [UInt8], source: IPAddress)?
    {
        guard datagram.peer.port > 0, let packet = NativePacket(datagram: datagram.bytes),
            let request = DiscoverRequest(packet), request.isFor(id),
            let own = interfaces.answering(datagram.peer.address, index: datagram.interface),
            limit.allows(datagram.peer.address, at: now)
        else { return nil }
        let base = "http://\(own.inURL):80"
        let auth = appliance.identity.deviceAuth
        let reply = DiscoverReply(
            id: id, auth: auth.isEmpty ? nil : auth, baseURL: base,
            lineupURL: "\(base)/lineup.json", tuners: appliance.identity.tunerCount)
        return (reply.packet.bytes, own)
    }
}
