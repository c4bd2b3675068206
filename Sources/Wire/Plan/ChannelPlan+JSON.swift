public import Broadcast

extension JSON {
    /// A channel's plan, such as ``ChannelPlan`` reads.
    public init(plan schedule: Schedule, zone: String) {
        var fillers = FillerNames()
        let written = JSON.members(of: schedule, &fillers)
        self = .object([
            Member("timezone", .text(zone)),
            Member("fillers", fillers.isEmpty ? .absent : fillers.document),
            Member("schedule", .object(written)),
        ])
    }

    private static func members(of schedule: Schedule, _ fillers: inout FillerNames) -> [Member] {
        switch schedule {
        case .card(let title): return [Member("kind", "card"), Member("title", .text(title))]
        case .classic(let classic): return members(of: classic, &fillers)
        case .blocks(let blocks): return members(of: blocks, &fillers)
        case .slots(let slots): return members(of: slots, &fillers)
        case .balance(let balance): return members(of: balance, &fillers)
        case .mirror(let mirror):
            return [
                Member("kind", "mirror"), Member("channel", .number(Int(mirror.channel.value))),
                Member("offset", JSON(mirror.offset)),
            ]
        case .alternating(let alternating):
            var alternates: [JSON] = []
            for alternate in alternating.alternates {
                let inner = members(of: alternate.schedule, &fillers)
                alternates.append(
                    .object(members(of: alternate.days) + [Member("schedule", .object(inner))]))
            }
            return members(of: alternating.base, &fillers)
                + [Member("alternates", .list(alternates))]
        }
    }

    /// Which days something is for.
    static func members(of days: DayRule) -> [Member] {
        let weekdays = DayRule.Weekday.allCases.filter(days.weekdays.contains)
        return [
            Member("weekdays", some(weekdays.map { .text($0.rawValue) })),
            Member("days", some(days.days.sorted().map(JSON.number))),
            Member("months", some(days.months.sorted().map(JSON.number))),
            Member("from", .optional(days.range?.from.text)),
            Member("to", .optional(days.range?.to.text)),
        ]
    }

    private static func some(_ values: [JSON]) -> JSON { values.isEmpty ? .absent : .list(values) }

    /// Such as `1h30m` or `-2h`; exact to the millisecond.
    init(_ length: Duration) {
        let signed = Int(length.inMicroseconds / 1_000)
        let milliseconds = abs(signed)
        let units = [
            (milliseconds / 3_600_000, "h"), (milliseconds / 60_000 % 60, "m"),
            (milliseconds / 1_000 % 60, "s"), (milliseconds % 1_000, "ms"),
        ]
        let text = units.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        self = .text(text.isEmpty ? "0s" : (signed < 0 ? "-" : "") + text)
    }

    /// `18:00`, or `18:00:30`.
    static func timeOfDay(_ second: Int) -> String {
        let parts = [second / 3_600, second / 60 % 60, second % 60]
        return parts.prefix(parts[2] == 0 ? 2 : 3).map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}
