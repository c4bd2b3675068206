import Broadcast
import Wire

/// Decides which SSDP searches are answered, with what and when.
struct SearchResponder: Sendable {
    struct Answer: Equatable, Sendable {
        let replies: [[UInt8]]
        let source: IPAddress
        /// Milliseconds within which the replies leave, at random; 0 is at once.
        let within: Int
    }

    let device: SSDPDevice
    private let appliance: Appliance
    private var limit: RateLimit

    init(_ appliance: Appliance, device: SSDPDevice, at now: Duration) {
        self.appliance = appliance
        self.device = device
        limit = RateLimit(at: now)
    }

    mutating func answer(
        _ datagram: Datagram, interfaces: Interfaces, at now: Duration, time: AirTime
    ) -> Answer? {
        let isMulticast = datagram.destination?.isMulticast ?? true
        guard datagram.peer.port > 0,
            let search = SSDPSearch(datagram.bytes, isMulticast: isMulticast),
            let own = interfaces.answering(datagram.peer.address, index: datagram.interface)
        else { return nil }
        let replies = device.replies(to: search, location: location(at: own), at: time)
        guard !replies.isEmpty, limit.allows(datagram.peer.address, at: now) else { return nil }
        // The network needs a part of the time that the client waits.
        return Answer(replies: replies, source: own, within: (search.wait ?? 0) * 800)
    }

    /// Where the device's description is, for somebody who reaches us at this address.
    func location(at address: IPAddress) -> String { appliance.base(at: address) + "/device.xml" }
}
