public import Broadcast

/// An antenna that receives our channels: one channel a frequency, in lineup order, so that a
/// client that only knows how to scan frequencies finds them.
///
/// The frequencies are those of `us-bcast`, physical channels 2 to 36. Channels beyond the last
/// frequency are tuned by number only.
public struct RadioPlan: Equatable, Sendable {
    /// The maps a client may choose; only the first carries channels.
    static let channelMaps = [
        "us-bcast", "us-cable", "us-hrc", "us-irc", "eu-bcast", "eu-cable", "au-bcast", "au-cable",
        "kr-bcast", "kr-cable", "tw-bcast", "tw-cable", "jp-bcast",
    ]
    public static let inUse = "us-bcast"

    /// Physical channels and their centre frequencies in Hz.
    static let frequencies: [(channel: Int, frequency: Int)] = [
        (2...4, 57_000_000), (5...6, 79_000_000), (7...13, 177_000_000), (14...36, 473_000_000),
    ].flatMap { (channels: ClosedRange<Int>, first: Int) in
        channels.map { ($0, first + ($0 - channels.lowerBound) * 6_000_000) }
    }

    private let channels: [ChannelNumber]

    /// - Parameter channels: The lineup's numbers, in its order.
    public init(_ channels: [ChannelNumber]) {
        self.channels = Array(channels.prefix(Self.frequencies.count))
    }

    /// What is received there; `tuned` is a frequency in Hz or a physical channel.
    public func channel(at tuned: Int, map: String = RadioPlan.inUse) -> ChannelNumber? {
        guard map == Self.inUse else { return nil }
        let index = Self.frequencies.firstIndex { $0.channel == tuned || $0.frequency == tuned }
        return index.flatMap { channels.indices.contains($0) ? channels[$0] : nil }
    }

    /// Where a channel is received, in Hz.
    public func frequency(of channel: ChannelNumber) -> Int? {
        channels.firstIndex(of: channel).map { Self.frequencies[$0].frequency }
    }
}
