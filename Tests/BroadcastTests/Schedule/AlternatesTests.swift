import Testing

@testable import Broadcast

@Suite struct AlternatesTests {
    /// Weekdays play shelf 1, weekends shelf 2; the case begins on a Sunday.
    private func build(
        _ hours: Int, zone: ZoneRules = .utc, change: (inout ScheduleCase) -> Void = { _ in },
        weekend: (inout ScheduleCase) -> Void = { $0.add(.flood, 2) }
    ) throws -> [PlayoutItem] {
        var weekdays = ScheduleCase()
        weekdays.shelf(1, [1: 60, 2: 60])
        weekdays.shelf(2, [3: 50])
        weekdays.add(.flood, 1)
        change(&weekdays)
        var other = ScheduleCase()
        weekend(&other)
        let schedule = Schedule.alternating(
            AlternatingSchedule(
                base: .classic(weekdays.schedule),
                alternates: [
                    Alternate(
                        days: DayRule(weekdays: [.sat, .sun]), schedule: .classic(other.schedule))
                ]))
        return try Playout.build(
            schedule, collections: weekdays.collections, zone: zone, anchor: nil, seed: 1,
            from: ScheduleCase.start, to: ScheduleCase.start + .hours(hours)
        ).items
    }

    @Test func eachDayHasItsScheduleFromMidnightOn() throws {
        let items = try build(24 * 7)
        let film = items.filter { $0.start >= ScheduleCase.start + .hours(24) }
        // What is on at midnight is shown to its end.
        #expect(items[28].finish == ScheduleCase.start + .seconds(50 * 60 * 29))
        #expect(items[..<29].allSatisfy { $0.media == Media.ID(3) })
        #expect(film.first.map { ScheduleCase.clock($0.start) } == "24:10")
        #expect(film.prefix(3).map(\.media) == [Media.ID(1), Media.ID(2), Media.ID(1)])
        let saturday = ScheduleCase.start + .hours(24 * 6)
        let last = items.filter { $0.start >= saturday }
        #expect(last.first.map { ScheduleCase.clock($0.start) } == "144:10")
        #expect(last.allSatisfy { $0.media == Media.ID(3) })
    }

    @Test func nothingWaitsForAStartOfAnotherDaysSchedule() throws {
        let items = try build(26, weekend: { $0.add(.one, 2, at: "20:00") })
        #expect(ScheduleCase.text(items) == "3@20:00 1@24:00 2@25:00")
        #expect(
            items.filter { $0.kind == .deadAir }.map(\.finish).map(ScheduleCase.clock) == [
                "20:00", "24:00",
            ])
    }

    @Test func aTurnOfACertainDurationGoesOnPastMidnight() throws {
        let items = try build(
            27,
            weekend: {
                $0.add(
                    .duration(length: .hours(3), tail: .offline, discardAttempts: 0), 2, at: "23:00"
                )
            })
        #expect(ScheduleCase.text(items) == "3@23:00 3@23:50 3@24:40 1@26:00")
    }

    @Test func aPlaceIsSharedBySchedulesThatReadACollectionInOneOrder() throws {
        let items = try build(30, weekend: { $0.add(.flood, 1) })
        let ids = items.map { $0.media?.value ?? 0 }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test func placesOfDifferentOrdersAreTheirOwn() throws {
        let sunday = try build(26, weekend: { $0.add(.one, 1, at: "22:00") { $0.order = .custom } })
        #expect(ScheduleCase.text(sunday) == "1@22:00 1@24:00 2@25:00")
    }

    @Test(arguments: [
        ("America/Chicago", "2025-03-08"), ("America/Chicago", "2025-11-01"),
        ("Europe/London", "2025-03-29"), ("Europe/London", "2025-10-25"),
        ("Australia/Lord_Howe", "2025-04-05"), ("Australia/Lord_Howe", "2025-10-04"),
        ("Asia/Kathmandu", "2025-03-08"),
    ]) func schedulesTakeOverAtTheMidnightOfTheWall(name: String, date: String) throws {
        let zone = try ZoneRulesTests.rules(name)
        let day = try #require(PlanTime.day(date))
        var even = ScheduleCase()
        even.shelf(1, [1: 1])
        even.add(.flood, 1)
        var odd = ScheduleCase()
        odd.shelf(2, [2: 1])
        odd.add(.flood, 2)
        let schedule = Schedule.alternating(
            AlternatingSchedule(
                base: .classic(even.schedule),
                alternates: [
                    Alternate(
                        days: DayRule(weekdays: [.sun, .tue]), schedule: .classic(odd.schedule))
                ]))
        let items = try Playout.build(
            schedule, collections: even.collections + odd.collections, zone: zone, anchor: nil,
            seed: 1, from: zone.instant(of: day, second: 0),
            to: zone.instant(of: day + 4, second: 0)
        ).items
        let firsts = zip(items, items.dropFirst()).filter { $0.media != $1.media }.map(\.1.start)
        #expect(firsts == (1...3).map { zone.instant(of: day + $0, second: 0) })
    }
}
