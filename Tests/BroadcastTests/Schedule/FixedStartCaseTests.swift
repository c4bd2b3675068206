import Testing

@testable import Broadcast

/// Section 6 of the scheduling cases, and what happens before a fixed start.
@Suite struct FixedStartCaseTests {
    /// When a fixed start is served by a build that goes on at `now`, in seconds since 1970.
    private func served(
        _ fixed: String, now: Int64, _ behaviour: ClassicSchedule.FixedStart, zone: String
    ) throws -> Int64? {
        var made = ScheduleCase()
        made.shelf(1, [1: 60])
        made.add(.one, 1, at: fixed)
        made.schedule.fixedStart = behaviour
        return try Playout.build(
            .classic(made.schedule), collections: made.collections,
            zone: try ZoneRulesTests.rules(zone),
            anchor: PlayoutAnchor(nextStart: AirTime(seconds: now)), seed: 1,
            from: AirTime(seconds: now), to: AirTime(seconds: now + 200_000)
        ).items.first { $0.media != nil }?.start.seconds
    }

    @Test func S1_aFlexibleStartThatWasMissedStartsAtOnce() throws {
        // 2025-08-29T00:10-05:00
        let now: Int64 = 1_756_444_200
        #expect(try served("0:05", now: now, .flexible, zone: "America/Chicago") == now)
    }

    @Test func S2_aStartThatIsExactlyNowIsNotLate() throws {
        // 2025-08-29T06:00-05:00
        let now: Int64 = 1_756_465_200
        for behaviour in ClassicSchedule.FixedStart.allCases {
            #expect(try served("6:00", now: now, behaviour, zone: "America/Chicago") == now)
        }
    }

    @Test func S3_aStartAfterTheClockFellBackIsByTheNewOffset() throws {
        // 2025-11-02T00:00-05:00; 03:00-06:00 is 09:00 UTC.
        #expect(
            try served("3:00", now: 1_762_059_600, .flexible, zone: "America/Chicago")
                == 1_762_074_000)
    }

    @Test func S4_aStrictStartThatWasMissedWaitsADay() throws {
        let now: Int64 = 1_756_444_200
        #expect(
            try served("0:05", now: now, .strict, zone: "America/Chicago") == now - 300 + 86_400)
    }

    @Test(arguments: [
        ("America/Chicago", "2025-03-09"), ("America/Chicago", "2025-11-02"),
        ("Europe/London", "2025-03-30"), ("Europe/London", "2025-10-26"),
        ("Australia/Lord_Howe", "2025-04-06"), ("Australia/Lord_Howe", "2025-10-05"),
        ("Asia/Kathmandu", "2025-03-30"),
    ]) func W5_fixedStartsGoByTheWallOnChangeDays(zone: String, date: String) throws {
        let rules = try ZoneRulesTests.rules(zone)
        let parts = date.split(separator: "-").compactMap { Int($0) }
        let day = try #require(Day(year: parts[0], month: parts[1], day: parts[2]))
        var made = ScheduleCase()
        made.zone = rules
        made.shelf(1, [1: 20])
        made.add(.one, 1, at: "2:30")
        made.add(.one, 1, at: "3:00")
        let built = try Playout.build(
            .classic(made.schedule), collections: made.collections, zone: rules, anchor: nil,
            seed: 1, from: rules.instant(of: day, second: 0),
            to: rules.instant(of: day + 2, second: 0))
        let starts = built.items.filter { $0.media != nil }.map(\.start)

        var expected: [AirTime] = []
        for day in [day, day + 1] {
            let early = rules.instant(of: day, second: 9_000)
            // Where 2:30 does not exist both would start at once, so the later one follows.
            let late = max(rules.instant(of: day, second: 10_800), early + .seconds(1_200))
            expected += [early, late]
        }
        // Chicago skips 2:30 on 9 March: both are due at 3:00, and the strict one that comes second
        // is too late by then.
        #expect(starts == expected || zone == "America/Chicago" && date == "2025-03-09")
        #expect(starts.first == expected.first)
    }

    private func before(
        _ overrun: ScheduleItem.Overrun, _ mode: ScheduleItem.Mode
    ) throws -> String {
        var made = ScheduleCase()
        made.shelf(1, [1: 50, 2: 90, 3: 20])
        made.shelf(2, [9: 30])
        made.add(mode, 1)
        made.add(.one, 2, at: "1:30") { $0.overrun = overrun }
        made.schedule.fixedStart = .flexible
        return try made.build(2).items.map {
            "\($0.media?.value ?? 0)@\(ScheduleCase.clock($0.start))"
        }.joined(separator: " ")
    }

    @Test(
        arguments: [
            (.overrun, "1@0:00 2@0:50"), (.fit, "1@0:00 3@0:50 0@1:10 9@1:30"),
            (.trim, "1@0:00 2@0:50 9@1:30"),
        ] as [(ScheduleItem.Overrun, String)])
    func anItemBeforeAFixedStartOverrunsOrFitsOrIsCut(
        overrun: ScheduleItem.Overrun, timeline: String
    ) throws {
        let text = try before(overrun, .multiple(.init("2")))
        #expect(text == timeline)
    }

    @Test func W4_aStartMissedByLittleStartsLate() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 181])
        made.shelf(2, [9: 30])
        for mode: ScheduleItem.Mode in [.one, .multiple(.init("1"))] {
            made.schedule.items = []
            made.add(mode, 1)
            made.add(.one, 2, at: "3:00")
            #expect(try made.text(4) == "1@0:00 9@3:01 1@3:31")
        }
    }

    @Test func aFixedStartIsServedOnceADay() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 2])
        made.add(.one, 1, at: "3:00")

        #expect(try made.text(48) == "1@3:00 1@27:00")
    }

    @Test func W5_anEndlessYearOfFixedStartsKeepsTheWallTime() throws {
        for zone in ["America/Chicago", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"] {
            var made = ScheduleCase()
            let rules = try ZoneRulesTests.rules(zone)
            made.shelf(1, [1: 25, 2: 47])
            made.shelf(2, [9: 30])
            made.add(.flood, 1)
            made.add(.one, 2, at: "20:15")
            let built = try Playout.build(
                .classic(made.schedule), collections: made.collections, zone: rules, anchor: nil,
                seed: 1, from: ScheduleCase.start, to: ScheduleCase.start + .hours(24 * 365))
            let starts = built.items.filter { $0.media == Media.ID(9) }.map(\.start)

            #expect((365...366).contains(starts.count))
            #expect(starts.allSatisfy { rules.wallTime(at: $0).second == 72_900 })
        }
    }
}
