/// What goes around the programmes of blocks.
public struct Deco: Hashable, Sendable, Codable {
    /// One part of a deco.
    public enum Part: Hashable, Sendable, Codable {
        /// As the channel's deco has it.
        case inherit
        case disable
        /// These instead of the channel's.
        case override([Filler])
        /// These and the channel's.
        case merge([Filler])

        var fillers: [Filler] {
            switch self {
            case .inherit, .disable: []
            case .override(let fillers), .merge(let fillers): fillers
            }
        }

        /// What holds where the channel's own deco has `channel`.
        func over(_ channel: [Filler]) -> [Filler] {
            switch self {
            case .inherit: channel
            case .disable: []
            case .override(let fillers): fillers
            case .merge(let fillers): channel + fillers
            }
        }
    }

    public var name: String
    /// Fills the time that blocks leave, in whole items.
    public var defaultFiller = Part.inherit
    /// The last item of default filler is cut where it has to end.
    public var trimsDefaultFiller = false
    /// Plays where nothing else does, the last item cut.
    public var deadAirFallback = Part.inherit
    /// Comes at the beginning of each block.
    public var breakContent = Part.inherit

    public init(name: String) {
        self.name = name
    }

    var fillers: [Filler] {
        defaultFiller.fillers + deadAirFallback.fillers + breakContent.fillers
    }
}

/// When in a day which deco holds.
public struct DecoTemplate: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        /// Seconds after midnight by the clock of the channel's zone; the end, if it is no later,
        /// is on the next day.
        public var start: Int
        public var end: Int
        /// Name of the deco.
        public var deco: String

        public init(start: Int, end: Int, deco: String) {
            self.start = start
            self.end = end
            self.deco = deco
        }

        func holds(at second: Int) -> Bool {
            start < end ? start <= second && second < end : second >= start || second < end
        }
    }

    public var name: String
    public var entries: [Entry]

    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }
}

/// A deco as it holds at one instant, the channel's own included.
struct DecoInForce {
    var defaultFiller: [Filler] = []
    var trimsDefaultFiller = false
    var deadAirFallback: [Filler] = []
    var breakContent: [Filler] = []

    mutating func put(on deco: Deco) {
        if deco.defaultFiller != .inherit { trimsDefaultFiller = deco.trimsDefaultFiller }
        defaultFiller = deco.defaultFiller.over(defaultFiller)
        deadAirFallback = deco.deadAirFallback.over(deadAirFallback)
        breakContent = deco.breakContent.over(breakContent)
    }
}
