/// Decides how far a channel's timeline is built ahead, and from where it is built anew.
///
/// What has aired, what is about to, and what a client has fetched in a guide never changes; only
/// dead air does, as soon as there is something to play.
public struct TimelineUpkeep: Hashable, Sendable {
    /// How far ahead of now a timeline is built.
    public var horizon: Duration
    /// A timeline is built on when it has become this much shorter than `horizon`.
    public var slack: Duration
    /// With so many items ahead a timeline need reach only `least`: of clips of a second there would
    /// be a quarter of a million in three days.
    public var plenty: Int
    /// How far ahead of now every timeline reaches: as far as a guide of a day, and `slack`.
    public var least: Duration
    /// How far ahead of now nothing changes.
    public var settled: Duration
    /// How long finished items are kept.
    public var memory: Duration
    /// A timeline that ended longer ago than this is not caught up with but begun anew.
    public var patience: Duration

    public init(
        horizon: Duration = .hours(72), slack: Duration = .hours(6), plenty: Int = 20_000,
        least: Duration = .hours(36), settled: Duration = .seconds(900),
        memory: Duration = .hours(4), patience: Duration = .hours(720)
    ) {
        self.horizon = horizon
        self.slack = slack
        self.plenty = plenty
        self.least = least
        self.settled = settled
        self.memory = memory
        self.patience = patience
    }

    /// Built as far ahead as a guide of so many days shows.
    public init(guideDays days: Int) {
        self.init(horizon: max(.hours(72), .hours(24 * days + 18)))
    }

    /// A channel's timeline as it stands.
    public struct State: Hashable, Sendable {
        /// Where building can go on, ascending; the last is the timeline's end.
        public var anchors: [AirTime]
        /// Start of the oldest item kept.
        public var first: AirTime?
        /// How many items begin after now.
        public var ahead: Int
        /// Start of the dead air at the timeline's end, if it ends in dead air.
        public var silence: AirTime?
        /// Schedule or collections are not what the timeline was built from.
        public var hasChanged: Bool
        /// Up to where a client may have fetched the guide.
        public var fetched: AirTime?

        public init(
            anchors: [AirTime] = [], first: AirTime? = nil, ahead: Int = 0, silence: AirTime? = nil,
            hasChanged: Bool = false, fetched: AirTime? = nil
        ) {
            self.anchors = anchors
            self.first = first
            self.ahead = ahead
            self.silence = silence
            self.hasChanged = hasChanged
            self.fetched = fetched
        }
    }

    public enum Step: Hashable, Sendable {
        case rest
        /// Build from this anchor on, in place of whatever comes after it.
        case build(anchor: Int)
        /// Begin at this instant, in place of whatever comes after it; the last anchor, if there
        /// is one, tells the place in each collection.
        case begin(AirTime)
    }

    public func step(_ state: State, now: AirTime) -> Step {
        guard let end = state.anchors.last, let first = state.first else {
            return .begin(now.halfHour)
        }
        if first > now || end < now - patience { return .begin(now.halfHour) }
        if state.hasChanged { return renew(state, now: now) }
        return end < now + (reach(withAhead: state.ahead) - slack)
            ? .build(anchor: state.anchors.count - 1) : .rest
    }

    /// How far ahead of now a timeline is to reach that has so many items ahead.
    public func reach(withAhead count: Int) -> Duration { count < plenty ? horizon : least }

    private func renew(_ state: State, now: AirTime) -> Step {
        if let silence = state.silence { return .begin(max(silence, now)) }
        let free = max(now + settled, state.fetched ?? now)
        return .build(anchor: state.anchors.firstIndex { $0 >= free } ?? state.anchors.count - 1)
    }

    /// Where the dead air begins in which a timeline ends; `nil` if it ends with anything else.
    public static func silence(at end: some BidirectionalCollection<PlayoutItem>) -> AirTime? {
        end.reversed().prefix { $0.kind == .deadAir }.last?.start
    }
}

extension AirTime {
    /// The last full half hour, where a new timeline begins.
    var halfHour: AirTime {
        AirTime(microseconds: next(1_800_000_000).microseconds - 1_800_000_000)
    }
}

extension Duration {
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
}
