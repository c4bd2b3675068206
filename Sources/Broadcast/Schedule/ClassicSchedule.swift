/// A schedule of items that take turns on air.
public struct ClassicSchedule: Hashable, Sendable {
    /// What a fixed start means to a timeline that is already past it.
    public enum FixedStart: String, Sendable, Codable, CaseIterable {
        /// Wait for it until the next day.
        case strict
        /// Start late.
        case flexible
    }

    public var items: [ScheduleItem]
    public var fixedStart = FixedStart.strict
    /// A strict start that was missed by less than this starts late instead of waiting a day.
    public var tolerance = Duration.seconds(300)
    /// Parts of one story follow each other in every shuffle.
    public var keepMultiPart = false
    /// Stories are looked for across shows, as one collection is one show.
    public var treatCollectionsAsShows = false
    /// The items themselves take turns in random order, each once a round.
    public var shuffleItems = false
    /// A first build begins anywhere in each ordered collection.
    public var randomStart = false
    /// Files that are not there now are passed over; otherwise a card says what is missing.
    public var skipMissing = true

    public init(items: [ScheduleItem]) {
        self.items = items
    }

    /// Every collection it draws from, fillers included.
    public var collections: Set<MediaCollection.ID> {
        Set(items.flatMap { [$0.collection] + $0.fillers.map(\.collection) })
    }
}

extension ClassicSchedule: Codable {
    private enum Key: String, CodingKey {
        case items
        case fixedStart = "fixed_start"
        case tolerance
        case keepMultiPart = "keep_multi_part"
        case treatCollectionsAsShows = "treat_collections_as_shows"
        case shuffleItems = "shuffle_items"
        case randomStart = "random_start"
        case skipMissing = "skip_missing"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        items = try fields.decode([ScheduleItem].self, forKey: .items)
        fixedStart = try fields.value(.fixedStart, or: .strict)
        tolerance = .microseconds(try fields.value(.tolerance, or: 300_000_000 as Int64))
        keepMultiPart = try fields.value(.keepMultiPart, or: false)
        treatCollectionsAsShows = try fields.value(.treatCollectionsAsShows, or: false)
        shuffleItems = try fields.value(.shuffleItems, or: false)
        randomStart = try fields.value(.randomStart, or: false)
        skipMissing = try fields.value(.skipMissing, or: true)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(items, forKey: .items)
        try fields.encode(fixedStart, forKey: .fixedStart)
        try fields.encode(tolerance.inMicroseconds, forKey: .tolerance)
        try fields.encode(keepMultiPart, forKey: .keepMultiPart)
        try fields.encode(treatCollectionsAsShows, forKey: .treatCollectionsAsShows)
        try fields.encode(shuffleItems, forKey: .shuffleItems)
        try fields.encode(randomStart, forKey: .randomStart)
        try fields.encode(skipMissing, forKey: .skipMissing)
    }
}

extension KeyedDecodingContainer {
    /// What is kept under `key`; `fallback` if a document from before the key has none.
    func value<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? fallback
    }
}
