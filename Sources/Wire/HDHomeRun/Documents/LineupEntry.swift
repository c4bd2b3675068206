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
    /// Hz where the virtual antenna receives it; `nil` beyond its last frequency.
    public let frequency: Int?

    public init(
        number: ChannelNumber, name: String, guideID: String, group: String, isHD: Bool,
        isFavourite: Bool, isHidden: Bool, frequency: Int?
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

    public init(_ channel: Channel, guideID: String, frequency: Int?) {
        self.init(
            number: channel.number, name: channel.name, guideID: guideID, group: channel.group,
            isHD: channel.profile.height >= 720, isFavourite: channel.isFavourite,
            isHidden: channel.isHidden, frequency: frequency)
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
            .init("Frequency", query.wantsTuning ? .optional(frequency) : .absent),
            .init("ProgramNumber", query.wantsTuning ? 1 : .absent),
            .init("Modulation", query.wantsTuning ? "8vsb" : .absent),
            .init("URL", .text("\(base)/auto/v\(number)")),
        ]
    }
}
