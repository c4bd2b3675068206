public import Broadcast

/// One channel as the lineup documents name it.
public struct LineupEntry: Equatable, Sendable {
    public let number: ChannelNumber
    public let name: String
    /// What the XMLTV guide calls this channel.
    public let guideID: String
    public let group: String
    /// The picture has at least 720 lines.
    public let isHD: Bool
    public let isFavourite: Bool
    public let isHidden: Bool
    /// Hz of the virtual multiplex the channel would be on; see ``VirtualBand``.
    public let frequency: Int

    public init(
        number: ChannelNumber, name: String, guideID: String, group: String, isHD: Bool,
        isFavourite: Bool, isHidden: Bool, frequency: Int
    ) {
        self.number = number
        self.name = name
        self.guideID = guideID
        self.group = group
        self.isHD = isHD
        self.isFavourite = isFavourite
        self.isHidden = isHidden
        self.frequency = frequency
    }

    /// - Parameter position: The channel's place in the lineup with hidden ones counted, from 0.
    public init(_ channel: Channel, guideID: String, position: Int) {
        self.init(
            number: channel.number, name: channel.name, guideID: guideID, group: channel.group,
            isHD: channel.profile.height >= 720, isFavourite: channel.isFavourite,
            isHidden: channel.isHidden, frequency: VirtualBand.frequency(position: position))
    }

    /// The members of `/lineup.json`, which are also the elements of `/lineup.xml`, in order.
    func members(base: String, query: LineupQuery) -> [JSON.Member] {
        [
            .init("GuideNumber", .text("\(number)")),
            .init("GuideName", .text(name)),
            .init("VideoCodec", "H264"),
            .init("AudioCodec", "AAC"),
            .init("HD", isHD ? 1 : .absent),
            .init("Favorite", isFavourite ? 1 : .absent),
            .init("Enabled", query.wantsEnabled ? .number(isHidden ? 0 : 1) : .absent),
            .init("SignalStrength", query.wantsTuning ? 100 : .absent),
            .init("SignalQuality", query.wantsTuning ? 100 : .absent),
            .init("Frequency", query.wantsTuning ? .number(frequency) : .absent),
            .init("ProgramNumber", query.wantsTuning ? 1 : .absent),
            .init("Modulation", query.wantsTuning ? .text(VirtualBand.modulation) : .absent),
            .init("URL", .text("\(base)/auto/v\(number)")),
        ]
    }
}

/// The RF channels our channels would be on, for clients that insist on some: US broadcast
/// channels of 6 MHz, one of ours on each.
public enum VirtualBand {
    public static let modulation = "8vsb"

    /// Centre frequency in Hz of the RF channel that stands for the lineup's entry at `position`.
    public static func frequency(position: Int) -> Int { 57_000_000 + position * 6_000_000 }
}
