/// One turn of a classic schedule: what plays, when, and for how long.
public struct ScheduleItem: Hashable, Sendable {
    public enum Mode: Hashable, Sendable {
        /// Item after item until the next fixed start.
        case flood
        /// One item.
        case one
        case multiple(Count)
        /// Whole items for no longer than `length`.
        case duration(length: Duration, tail: TailMode, discardAttempts: Int)
    }

    /// How many items play in one turn.
    public enum Count: Hashable, Sendable {
        /// A formula over `count`, the collection's size, and `random`, below it.
        case expression(Expression)
        /// As many as the collection has.
        case collectionSize
        /// As many as the playlist's entry has whose turn it is.
        case playlistItemSize
        /// All parts of the story that begins with the next item.
        case multiEpisodeGroup
    }

    /// What follows the last item of a duration.
    public enum TailMode: String, Sendable, Codable, CaseIterable {
        /// The next schedule item, at once.
        case none
        /// Fallback filler or dead air, until the duration is over.
        case offline
        /// Tail filler, then fallback filler or dead air, until the duration is over.
        case filler
    }

    /// What happens when an item before would run into this one's fixed start.
    public enum Overrun: String, Sendable, Codable, CaseIterable {
        /// This one starts late. A flood ends before all the same.
        case overrun
        /// Before it, the next item that fits is chosen, and what is left is filled.
        case fit
        /// The item before is cut.
        case trim
    }

    /// How an item goes through the shows of its collection, one in each turn.
    public enum FillWithGroup: String, Sendable, Codable, CaseIterable {
        /// It does not tell them apart.
        case none
        /// By their names.
        case ordered
        /// In random order, anew every round.
        case shuffled
    }

    public enum GuideMode: String, Sendable, Codable, CaseIterable {
        case normal
        /// Not shown; it lengthens the programme before it.
        case filler
    }

    public var mode: Mode
    public var collection: MediaCollection.ID
    public var order: PlaybackOrder
    /// Seconds after midnight by the clock of the channel's zone; `nil` follows the item before.
    public var start: Int?
    /// Overrides the schedule's.
    public var fixedStart: ClassicSchedule.FixedStart?
    public var overrun = Overrun.overrun
    /// Shown in the guide for the whole turn.
    public var title: String?
    public var guide = GuideMode.normal
    public var fillWithGroup = FillWithGroup.none
    public var preRoll: [Filler] = []
    public var midRoll: [Filler] = []
    public var postRoll: [Filler] = []
    public var tail: [Filler] = []
    public var fallback: [Filler] = []

    public init(
        mode: Mode = .flood, collection: MediaCollection.ID, order: PlaybackOrder = .chronological,
        start: Int? = nil, title: String? = nil
    ) {
        self.mode = mode
        self.collection = collection
        self.order = order
        self.start = start
        self.title = title
    }

    var fillers: [Filler] { preRoll + midRoll + postRoll + tail + fallback }
}
