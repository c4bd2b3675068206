/// A schedule of slots that begin at set times of the day or of the week; each runs to the next.
public struct SlotSchedule: Hashable, Sendable, Codable {
    public enum Period: String, Sendable, Codable, CaseIterable {
        case day, week
    }

    /// Where the time goes that programmes leave in a slot.
    public enum Flex: String, Sendable, Codable, CaseIterable {
        /// Spread evenly after its programmes.
        case distribute
        /// To the slot's end.
        case end
    }

    public var period: Period
    /// Programmes begin at multiples of this by the clock; zero is anywhere.
    public var pad = Duration.zero
    /// How late a slot may begin; beyond that it is left out. Programmes run over its end by as
    /// much at most.
    public var lateness = Duration.zero
    public var flex = Flex.distribute
    public var slots: [Slot]
    /// Fills the time that programmes leave.
    public var fallback: [Filler] = []

    public init(period: Period = .day, slots: [Slot]) {
        self.period = period
        self.slots = slots
    }

    /// Every collection it draws from, fillers included.
    public var collections: Set<MediaCollection.ID> {
        Set(slots.flatMap(\.sources).map(\.collection) + fillers.map(\.collection))
    }

    var fillers: [Filler] { fallback + slots.flatMap(\.fillers) }
}

/// What plays from one time of the day or week to the next.
public struct Slot: Hashable, Sendable, Codable {
    /// Slots of one link go through their sources together.
    public struct Link: Hashable, Sendable, Codable {
        public enum Mode: String, Sendable, Codable, CaseIterable {
            /// It goes on where the others are.
            case `continue`
            /// It shows again what the others have shown in this day or week.
            case rerun
        }

        /// What follows when there is nothing more to show again.
        public enum Overflow: String, Sendable, Codable, CaseIterable {
            case flex
            case `continue`
        }

        public var name: String
        public var mode: Mode
        public var overflow: Overflow

        public init(name: String, mode: Mode = .continue, overflow: Overflow = .flex) {
            self.name = name
            self.mode = mode
            self.overflow = overflow
        }
    }

    /// Breaks at even distances within long programmes.
    public struct Breaks: Hashable, Sendable, Codable {
        public var interval: Duration
        /// Of each break, at most.
        public var length: Duration
        /// Shorter programmes have none.
        public var minimum: Duration
        public var most: Int
        public var fillers: [Filler]

        public init(
            interval: Duration, length: Duration, minimum: Duration, most: Int, fillers: [Filler]
        ) {
            self.interval = interval
            self.length = length
            self.minimum = minimum
            self.most = most
            self.fillers = fillers
        }
    }

    /// Seconds after midnight, or after the midnight at which Sunday begins if the period is a
    /// week, by the clock of the channel's zone.
    public var start: Int
    /// None is a slot of flex alone.
    public var sources: [ScheduleSource]
    /// What another channel shows at the time, in place of programmes of its own.
    public var redirect: Channel.ID?
    public var title: String?
    public var link: Link?
    /// One at the slot's beginning.
    public var head: [Filler] = []
    /// One before each programme.
    public var preRoll: [Filler] = []
    public var breaks: Breaks?
    /// One after each programme.
    public var postRoll: [Filler] = []
    /// One at the slot's end.
    public var tail: [Filler] = []

    public init(start: Int, sources: [ScheduleSource]) {
        self.start = start
        self.sources = sources
    }

    var fillers: [Filler] { head + preRoll + (breaks?.fillers ?? []) + postRoll + tail }
}
