/// When a query is asked, and where: what “today” means in it.
public struct QueryMoment: Hashable, Sendable {
    public let now: AirTime
    public let zone: ZoneRules

    public init(now: AirTime, zone: ZoneRules = .utc) {
        self.now = now
        self.zone = zone
    }

    public var today: Day { zone.wallTime(at: now).day }

    /// The first instant of a day.
    public func beginning(of day: Day) -> AirTime { zone.instant(of: day, second: 0) }

    /// Seconds to add to UTC.
    public var offset: Int { zone.offset(at: now) }
}

extension Query {
    /// Whether some condition in it holds, itself or what it is combined of.
    public func contains(_ isWanted: (Query) -> Bool) -> Bool {
        if isWanted(self) { return true }
        return switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.contains(isWanted) }
        case .not(let part): part.contains(isWanted)
        default: false
        }
    }
}
