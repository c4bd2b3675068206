/// A schedule that others stand in for on certain days.
public struct AlternatingSchedule: Hashable, Sendable {
    /// On days that no alternate is for.
    public var base: Schedule
    /// The first that matches a day has it.
    public var alternates: [Alternate]

    public init(base: Schedule, alternates: [Alternate]) {
        self.base = base
        self.alternates = alternates
    }

    /// The index in `parts` of the schedule that has a day.
    func part(on day: Day) -> Int {
        alternates.firstIndex { $0.days.matches(day) }.map { $0 + 1 } ?? 0
    }

    var parts: [Schedule] { [base] + alternates.map(\.schedule) }
}

public struct Alternate: Hashable, Sendable {
    public var days: DayRule
    public var schedule: Schedule

    public init(days: DayRule, schedule: Schedule) {
        self.days = days
        self.schedule = schedule
    }
}

extension Alternate: Codable {
    private enum Key: String, CodingKey { case schedule }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        days = try DayRule(from: decoder)
        schedule = try fields.decode(Schedule.self, forKey: .schedule)
        if case .alternating = schedule {
            throw DecodingError.dataCorruptedError(
                forKey: .schedule, in: fields,
                debugDescription: "an alternate has no alternates of its own")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try days.encode(to: encoder)
        try fields.encode(schedule, forKey: .schedule)
    }
}

/// Lets each day's schedule have the air, from its first midnight on; what is on air then, and a
/// turn of a certain duration, goes on to its end.
struct AlternatesBuilder: PlayoutBuilder {
    /// A midnight this many days ahead is looked for at which another schedule takes over.
    private static let lookahead = 32

    private let schedule: AlternatingSchedule
    private let parts: [PreparedSchedule]
    private var active: any PlayoutBuilder

    /// - Parameter parts: As the schedule has them.
    init(_ schedule: AlternatingSchedule, parts: [PreparedSchedule], rundown: Rundown) {
        self.schedule = schedule
        self.parts = parts
        let today = schedule.part(on: rundown.zone.wallTime(at: rundown.now).day)
        let part = rundown.anchor.part.flatMap { parts.indices.contains($0) ? $0 : nil }
        active = parts[part ?? today].open(rundown)
        if part == nil { active.rundown.anchor.part = today }
        active.rundown.limit = takeover
    }

    var rundown: Rundown {
        get { active.rundown }
        _modify { yield &active.rundown }
    }

    var turn: Int { active.turn }
    var idleSteps: Int { active.idleSteps + 1 }
    var nextStart: AirTime { rundown.limited(active.nextStart) }
    var isStarved: Bool { active.isStarved }
    var saved: PlayoutAnchor { active.saved }

    mutating func begin() { active.begin() }

    mutating func step() {
        let part = rundown.anchor.part ?? 0
        let today = schedule.part(on: zone.wallTime(at: now).day)
        if today != part, active.mayBeLeft {
            takeOver(today)
        } else if let limit = rundown.limit, now >= limit {
            rundown.limit = takeover
        }
        active.step()
    }

    private mutating func takeOver(_ part: Int) {
        active.begin()
        var rundown = active.rundown
        rundown.anchor = active.saved
        rundown.anchor.part = part
        active = parts[part].open(rundown)
        active.begin()
        active.rundown.limit = takeover
    }

    /// The next midnight at which another schedule has the day.
    private var takeover: AirTime? {
        let today = zone.wallTime(at: now).day
        let part = rundown.anchor.part ?? 0
        for days in 1...Self.lookahead where schedule.part(on: today + days) != part {
            return zone.instant(of: today + days, second: 0)
        }
        return nil
    }
}
