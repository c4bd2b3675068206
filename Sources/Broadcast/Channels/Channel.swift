/// One television channel: what a tuner lists and a viewer watches.
public struct Channel: Hashable, Sendable, Identifiable {
    /// The store's row; stays the same when the channel is renumbered or renamed.
    public struct ID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
        public var description: String { "\(value)" }
        public static func < (one: ID, other: ID) -> Bool { one.value < other.value }
        public init(from decoder: any Decoder) throws {
            value = try decoder.singleValueContainer().decode(Int64.self)
        }
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    public let id: ID
    public var number: ChannelNumber
    public var name: String
    /// The shelf an IPTV client files it under.
    public var group: String
    public var isFavourite: Bool
    /// Hidden from lineups, still tunable by number.
    public var isHidden: Bool
    public var profile: OutputProfile
    public var looks: Looks
    /// Its clock stands still while nobody watches.
    public var isOnDemand: Bool

    public init(
        id: ID, number: ChannelNumber, name: String, group: String = "EXStreamTV",
        isFavourite: Bool = false, isHidden: Bool = false, profile: OutputProfile = .hd720,
        looks: Looks = Looks(), isOnDemand: Bool = false
    ) {
        self.id = id
        self.number = number
        self.name = name
        self.group = group
        self.isFavourite = isFavourite
        self.isHidden = isHidden
        self.profile = profile
        self.looks = looks
        self.isOnDemand = isOnDemand
    }
}
