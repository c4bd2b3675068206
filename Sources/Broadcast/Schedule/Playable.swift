/// A media item as a schedule sees it: how long it plays, and what orders and groups go by.
///
/// Libraries have 100,000 of them: short fields stand where they fill what others leave of a word.
public struct Playable: Hashable, Sendable, Identifiable {
    public let id: Media.ID
    public var duration: Duration
    public var title: String
    /// The show (or artist) it belongs to.
    public var show: String?
    /// The member of a multi-collection it comes from.
    public var group: String?
    /// Where its chapters begin, ascending.
    public var chapters: [Duration]
    /// In a playlist, how many items its entry still has from this one on.
    public var entryRest = 1
    /// Release date in days since 1970-01-01.
    public var released: Int?
    /// Its file was not found or cannot be played at the moment.
    public var isMissing: Bool
    /// Whether the guide shows it.
    public var isShown = true
    public var season: Int?
    public var episode: Int?

    /// The same under another id.
    func with(id: Media.ID) -> Playable {
        var copy = Playable(
            id: id, duration: duration, title: title, released: released, show: show,
            season: season, episode: episode, chapters: chapters, isMissing: isMissing)
        copy.group = group
        copy.isShown = isShown
        copy.entryRest = entryRest
        return copy
    }

    var hasLength: Bool { duration.inMicroseconds > 0 }

    public init(
        id: Media.ID, duration: Duration, title: String = "", released: Int? = nil,
        show: String? = nil, season: Int? = nil, episode: Int? = nil, chapters: [Duration] = [],
        isMissing: Bool = false
    ) {
        self.id = id
        self.duration = duration
        self.title = title
        self.released = released
        self.show = show
        self.season = season
        self.episode = episode
        self.chapters = chapters
        self.isMissing = isMissing
    }
}

/// What a schedule draws from: media items in their own order, such as a folder or a playlist.
public struct MediaCollection: Hashable, Sendable, Identifiable {
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
    public var name: String
    public var items: [Playable]
    /// The collection whose first runs these are the reruns of: of its items, only those play that
    /// the schedule has shown from there before.
    public var rerunOf: ID?

    public init(id: ID, name: String, items: [Playable], rerunOf: ID? = nil) {
        self.id = id
        self.name = name
        self.items = items
        self.rerunOf = rerunOf
    }
}
