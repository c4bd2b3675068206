/// A schedule of blocks that begin at set times, as a calendar of templates says for each day.
public struct BlockSchedule: Hashable, Sendable, Codable {
    public var blocks: [Block]
    public var templates: [BlockTemplate]
    /// The first that matches a day has it; a day that none matches has no blocks.
    public var calendar: [BlockDay]
    public var decos: [Deco] = []
    public var decoTemplates: [DecoTemplate] = []
    /// Name of the deco that holds where a template sets none.
    public var deco: String?

    public init(blocks: [Block], templates: [BlockTemplate], calendar: [BlockDay]) {
        self.blocks = blocks
        self.templates = templates
        self.calendar = calendar
    }

    /// Every collection it draws from, fillers included.
    public var collections: Set<MediaCollection.ID> {
        Set(blocks.flatMap(\.items).map(\.collection) + fillers.map(\.collection))
    }

    var fillers: [Filler] { decos.flatMap(\.fillers) }
}

/// A length of time with items that play in it, each one media item.
public struct Block: Hashable, Sendable, Codable {
    public enum StopScheduling: String, Sendable, Codable, CaseIterable {
        /// What would run over the block's end does not begin.
        case beforeDurationEnd = "before_duration_end"
        /// The last item may run over the block's end.
        case afterDurationEnd = "after_duration_end"
    }

    public var name: String
    public var length: Duration
    public var stopScheduling: StopScheduling
    public var items: [BlockItem]

    public init(
        name: String, length: Duration, stopScheduling: StopScheduling = .beforeDurationEnd,
        items: [BlockItem]
    ) {
        self.name = name
        self.length = length
        self.stopScheduling = stopScheduling
        self.items = items
    }
}

public struct BlockItem: Hashable, Sendable, Codable {
    public var collection: MediaCollection.ID
    public var order: PlaybackOrder
    public var title: String?
    public var guide = ScheduleItem.GuideMode.normal

    public init(
        collection: MediaCollection.ID, order: PlaybackOrder = .chronological, title: String? = nil
    ) {
        self.collection = collection
        self.order = order
        self.title = title
    }
}

/// When in a day which block begins.
public struct BlockTemplate: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        /// Seconds after midnight by the clock of the channel's zone.
        public var start: Int
        /// Name of the block.
        public var block: String

        public init(start: Int, block: String) {
            self.start = start
            self.block = block
        }
    }

    public var name: String
    public var entries: [Entry]

    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }
}

/// Which days have which templates.
public struct BlockDay: Hashable, Sendable, Codable {
    public var days: DayRule
    /// Name of the template.
    public var template: String
    /// Name of the template of decos, if the channel's own does not hold all day.
    public var decoTemplate: String?

    public init(days: DayRule = DayRule(), template: String, decoTemplate: String? = nil) {
        self.days = days
        self.template = template
        self.decoTemplate = decoTemplate
    }
}
