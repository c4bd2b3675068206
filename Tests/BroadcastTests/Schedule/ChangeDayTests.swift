import Testing

@testable import Broadcast

/// Days on which the clock is changed, and those around them.
@Suite struct ChangeDayTests {
    struct ChangeDay: Sendable, CustomTestStringConvertible {
        let zone: String
        let day: Day
        /// When 1:45 and 2:15 are on that day, as minutes after midnight of the same date in UTC: a
        /// time that is skipped begins after the gap, one that comes twice is the first.
        let minutes: [Int]

        init(_ zone: String, _ year: Int, _ month: Int, _ date: Int, _ minutes: [Int]) {
            self.zone = zone
            day = Day(firstOf: month, in: year) + (date - 1)
            self.minutes = minutes
        }

        var testDescription: String { "\(zone) \(day.month)-\(day.fields.day)" }
    }

    static let changes = [
        ChangeDay("America/Chicago", 2025, 3, 9, [7 * 60 + 45, 8 * 60]),
        ChangeDay("America/Chicago", 2025, 11, 2, [6 * 60 + 45, 8 * 60 + 15]),
        ChangeDay("Europe/London", 2025, 3, 30, [60, 60 + 15]),
        ChangeDay("Europe/London", 2025, 10, 26, [45, 2 * 60 + 15]),
        ChangeDay("Australia/Lord_Howe", 2025, 4, 6, [-9 * 60 - 15, -8 * 60 - 15]),
        ChangeDay("Australia/Lord_Howe", 2025, 10, 5, [-8 * 60 - 45, -8 * 60 - 30]),
        ChangeDay("Asia/Kathmandu", 2025, 3, 9, [-4 * 60, -3 * 60 - 30]),
    ]

    /// Each of a film of one minute, the number of which is the hundred's.
    private static let shelves: [MediaCollection] = {
        var shelves = ScheduleCase()
        for id in 1...5 as ClosedRange<Int64> { shelves.shelf(id, [id * 100: 1]) }
        return shelves.collections
    }()

    /// 0:30, 1:45, 2:15 and 3:30.
    private static let starts = [1_800, 6_300, 8_100, 12_600]

    enum Timed: String, CaseIterable, Sendable { case classic, slots, blocks, alternating }

    private static func schedule(_ kind: Timed, on change: Day) -> Schedule {
        let shelves = (1...4).map { MediaCollection.ID($0) }
        switch kind {
        case .classic:
            return .classic(
                ClassicSchedule(
                    items: zip(starts, shelves).map { ScheduleItem(collection: $1, start: $0) }))
        case .slots:
            return .slots(
                SlotSchedule(
                    slots: zip(starts, shelves).map {
                        Slot(start: $0, sources: [ScheduleSource(collection: $1)])
                    }))
        case .blocks:
            let blocks = shelves.map { shelf in
                Block(name: "\(shelf)", length: .seconds(60), items: [BlockItem(collection: shelf)])
            }
            let template = BlockTemplate(
                name: "d", entries: zip(starts, shelves).map { .init(start: $0, block: "\($1)") })
            return .blocks(
                BlockSchedule(
                    blocks: blocks, templates: [template], calendar: [BlockDay(template: "d")]))
        case .alternating:
            let rule = DayRule(days: [change.fields.day])
            let usual = Schedule.balance(
                BalanceSchedule(sources: [ScheduleSource(collection: .init(5))]))
            return .alternating(
                AlternatingSchedule(
                    base: usual,
                    alternates: [Alternate(days: rule, schedule: schedule(.slots, on: change))]))
        }
    }

    private static func build(_ kind: Timed, _ change: ChangeDay) throws -> [PlayoutItem] {
        let zone = try ZoneRulesTests.rules(change.zone)
        let from = zone.instant(of: change.day + (-1), second: 0)
        return try Playout.build(
            schedule(kind, on: change.day), collections: shelves, zone: zone, anchor: nil, seed: 1,
            from: from, to: from + .hours(76)
        ).items
    }

    @Test(arguments: Timed.allCases, changes)
    func whatHasATimeBeginsThenAndOnce(kind: Timed, change: ChangeDay) throws {
        let items = try Self.build(kind, change)
        let midnight = AirTime(seconds: Int64(change.day.number) * 86_400)
        for (shelf, minutes) in zip([2, 3] as [Int64], change.minutes) {
            let instant = midnight + .seconds(minutes * 60)
            let first = items.first {
                $0.media?.value == shelf * 100 && $0.start > midnight - .hours(16)
                    && $0.start > instant - .hours(12)
            }
            #expect(first?.start == instant)
        }
        // On four mornings; a second 1:45 begins nothing again.
        let shown = items.filter { $0.kind == .content }.compactMap { $0.media?.value }
        let turns = zip(shown, shown.dropFirst()).filter { $0 != $1 && $1 == 200 }.count
        #expect(turns == (kind == .alternating ? 1 : 4))
    }

    /// And is the same when it is built in parts, whatever the kind.
    @Test(arguments: AnySchedule.Kind.allCases, changes)
    func everyKindGoesOnOverTheChange(kind: AnySchedule.Kind, change: ChangeDay) throws {
        let zone = try ZoneRulesTests.rules(change.zone)
        for seed in 0..<3 as Range<UInt64> {
            var any = AnySchedule(seed: seed)
            let schedule = any.schedule(kind)
            let from = zone.instant(of: change.day + (-1), second: any.roll(86_400))
            let build = AnyBuild(schedule, of: any, in: zone, seed: seed, from: from)
            guard let whole = try? build.to(hour: 72) else { continue }

            #expect(
                zip(whole.items, whole.items.dropFirst()).allSatisfy { $0.finish == $1.start },
                "seed \(seed)")
            #expect(whole.items.allSatisfy { $0.start < $0.finish }, "seed \(seed)")
            #expect(whole.anchor.nextStart >= from + .hours(72), "seed \(seed)")
            let parts = try build.parts(
                to: stride(from: 5, through: 72, by: 1 + any.roll(20)) + [72])
            #expect(parts.items == whole.items, "seed \(seed)")
            let programmes = GuideGate.repair(
                Guide.programmes(of: whole.items, channel: "Films") { "Film \($0)" }, from: from,
                to: from + .hours(72), channel: "Films")
            try GuideGate.check(programmes, from: from, to: from + .hours(72))
        }
    }
}
