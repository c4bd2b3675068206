/// The rules by which a channel's timeline is built. Kept as JSON: `{"kind": "classic", …}`.
public indirect enum Schedule: Hashable, Sendable {
    /// Items that follow each other and each draw from a collection.
    case classic(ClassicSchedule)
    /// The channel's card under this title, for ever; needs no library.
    case card(title: String)
    /// Blocks that begin at set times.
    case blocks(BlockSchedule)
    /// Slots of a day or week.
    case slots(SlotSchedule)
    /// Sources that take turns by chance.
    case balance(BalanceSchedule)
    /// What another channel shows.
    case mirror(MirrorSchedule)
    /// Another schedule on certain days.
    case alternating(AlternatingSchedule)

    /// Every collection it draws from.
    public var collections: Set<MediaCollection.ID> {
        switch self {
        case .classic(let schedule): schedule.collections
        case .card, .mirror: []
        case .blocks(let schedule): schedule.collections
        case .slots(let schedule): schedule.collections
        case .balance(let schedule): schedule.collections
        case .alternating(let schedule): Set(schedule.parts.flatMap(\.collections))
        }
    }
}

extension Schedule {
    /// Whether it, or one of its parts, names nothing to play at any time.
    public var lacksItems: Bool {
        switch self {
        case .classic(let schedule): schedule.items.isEmpty
        case .blocks(let schedule): schedule.calendar.isEmpty
        case .slots(let schedule): schedule.slots.isEmpty
        case .balance(let schedule): schedule.sources.isEmpty
        case .alternating(let schedule): schedule.parts.contains(where: \.lacksItems)
        case .card, .mirror: false
        }
    }

    /// The channels whose timelines it shows.
    public var relayed: Set<Channel.ID> {
        switch self {
        case .mirror(let mirror): [mirror.channel]
        case .slots(let schedule): Set(schedule.slots.compactMap(\.redirect))
        case .alternating(let schedule): Set(schedule.parts.flatMap(\.relayed))
        case .classic, .card, .blocks, .balance: []
        }
    }

    /// How much later at most it shows what other channels show; `earlier` likewise.
    public var delay: Duration { offsets.max() ?? .zero }
    public var advance: Duration { .zero - (offsets.min() ?? .zero) }

    private var offsets: [Duration] {
        switch self {
        case .mirror(let mirror): [.zero, mirror.offset]
        case .alternating(let schedule): schedule.parts.flatMap(\.offsets)
        case .slots, .classic, .card, .blocks, .balance: []
        }
    }
}

extension Schedule: Codable {
    private enum Kind: String, Codable { case classic, card, blocks, slots, balance, mirror }
    private enum Key: String, CodingKey { case kind, title, alternates }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        switch try fields.decode(Kind.self, forKey: .kind) {
        case .classic: self = .classic(try ClassicSchedule(from: decoder))
        case .blocks: self = .blocks(try BlockSchedule(from: decoder))
        case .slots: self = .slots(try SlotSchedule(from: decoder))
        case .balance: self = .balance(try BalanceSchedule(from: decoder))
        case .mirror: self = .mirror(try MirrorSchedule(from: decoder))
        case .card: self = .card(title: try fields.decode(String.self, forKey: .title))
        }
        let alternates: [Alternate] = try fields.value(.alternates, or: [])
        if !alternates.isEmpty {
            self = .alternating(AlternatingSchedule(base: self, alternates: alternates))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .classic(let schedule):
            try fields.encode(Kind.classic, forKey: .kind)
            try schedule.encode(to: encoder)
        case .card(let title):
            try fields.encode(Kind.card, forKey: .kind)
            try fields.encode(title, forKey: .title)
        case .blocks(let schedule):
            try fields.encode(Kind.blocks, forKey: .kind)
            try schedule.encode(to: encoder)
        case .slots(let schedule):
            try fields.encode(Kind.slots, forKey: .kind)
            try schedule.encode(to: encoder)
        case .balance(let schedule):
            try fields.encode(Kind.balance, forKey: .kind)
            try schedule.encode(to: encoder)
        case .mirror(let schedule):
            try fields.encode(Kind.mirror, forKey: .kind)
            try schedule.encode(to: encoder)
        case .alternating(let schedule):
            try schedule.base.encode(to: encoder)
            try fields.encode(schedule.alternates, forKey: .alternates)
        }
    }
}
