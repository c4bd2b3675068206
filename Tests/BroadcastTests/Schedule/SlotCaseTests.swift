import Testing

@testable import Broadcast

/// Section 14 of the scheduling cases.
@Suite struct SlotCaseTests {
    private let half = Duration.seconds(1_800)

    private func shelf(_ id: Int64, _ count: Int, minutes: Int, from first: Int64)
        -> MediaCollection
    {
        MediaCollection(
            id: .init(id), name: "Shelf \(id)",
            items: (0..<Int64(count)).map {
                Playable(
                    id: Media.ID(first + $0), duration: .seconds(minutes * 60), released: Int($0))
            })
    }

    private func slot(_ clock: String, _ shelf: Int64) -> Slot {
        Slot(
            start: ScheduleCase.seconds(clock), sources: [ScheduleSource(collection: .init(shelf))])
    }

    private func build(
        _ schedule: SlotSchedule, _ shelves: [MediaCollection], hours: Int,
        zone: ZoneRules = .utc, from: AirTime = ScheduleCase.start, seed: UInt64 = 1
    ) throws -> [PlayoutItem] {
        try Playout.build(
            .slots(schedule), collections: shelves, zone: zone, anchor: nil, seed: seed, from: from,
            to: from + .hours(hours)
        ).items
    }

    private func content(_ items: [PlayoutItem]) -> [PlayoutItem] {
        items.filter { $0.kind == .content }
    }

    @Test func T1_programmesBeginOnThePad() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1)])
        schedule.pad = half
        let items = try build(schedule, [shelf(1, 5, minutes: 25, from: 1)], hours: 48)
        #expect(content(items).allSatisfy { $0.start.seconds % 1_800 == 0 })
        #expect(content(items).count == 96)
        #expect(items.contains { $0.kind == .deadAir })
    }

    @Test(arguments: [(0, 4), (1_800, 5)])
    func T2_latenessLetsAnotherProgrammeIn(lateness: Int, count: Int) throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("2:00", 2)])
        schedule.pad = half
        schedule.lateness = .seconds(lateness)
        let shelves = [
            shelf(1, 9, minutes: 28, from: 1), shelf(2, 9, minutes: 28, from: 11),
        ]
        let items = content(try build(schedule, shelves, hours: 4))
        #expect(items.prefix { $0.media.map { $0.value < 11 } ?? false }.count == count)
        #expect(ScheduleCase.clock(items[count].start) == (count == 4 ? "2:00" : "2:30"))
    }

    @Test func T2_aSlotThatWouldBeginTooLateIsLeftOut() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("2:00", 2), slot("3:00", 1)])
        schedule.lateness = .seconds(600)
        let shelves = [shelf(1, 1, minutes: 150, from: 1), shelf(2, 9, minutes: 30, from: 11)]
        let items = try build(schedule, shelves, hours: 4)
        #expect(ScheduleCase.text(items).hasPrefix("1@0:00 1@3:00 "))
    }

    @Test(arguments: [
        ("America/New_York", "2025-03-08"), ("America/New_York", "2025-11-01"),
        ("America/Chicago", "2025-03-08"), ("America/Chicago", "2025-11-01"),
        ("Europe/London", "2025-03-29"), ("Europe/London", "2025-10-25"),
        ("Australia/Lord_Howe", "2025-04-05"), ("Australia/Lord_Howe", "2025-10-04"),
        ("Asia/Kathmandu", "2025-03-08"),
    ]) func T3_slotsGoByTheWallOnChangeDays(name: String, date: String) throws {
        let zone = try ZoneRulesTests.rules(name)
        let schedule = SlotSchedule(slots: [slot("0:00", 1), slot("18:00", 2)])
        let shelves = [shelf(1, 9, minutes: 50, from: 1), shelf(2, 9, minutes: 60, from: 11)]
        let from = try #require(PlanTime.instant("\(date)T00:00:00", in: zone))
        let items = content(try build(schedule, shelves, hours: 96, zone: zone, from: from))
        let firsts = zip(items, items.dropFirst()).filter { one, other in
            (one.media?.value ?? 0) < 11 && (other.media?.value ?? 0) >= 11
        }.map(\.1.start)
        let day = zone.wallTime(at: from).day
        let evenings = (0..<3).map { zone.instant(of: day + $0, second: 64_800) }
        #expect(Array(firsts.prefix(3)) == evenings)
    }

    @Test func T4_deadAirIsNeverTwiceInARow() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var dice = Dice(seed: seed)
            var schedule = SlotSchedule(slots: [])
            for start in Set((0..<4).map { _ in dice.roll(below: 48) }).sorted() {
                var slot = slot("0:00", Int64(1 + dice.roll(below: 3)))
                slot.start = start * 1_800
                if dice.roll(below: 4) == 0 { slot.sources = [] }
                schedule.slots.append(slot)
            }
            schedule.pad = [.zero, half, .seconds(300)][dice.roll(below: 3)]
            schedule.lateness = .seconds(dice.roll(below: 3) * 900)
            schedule.flex = dice.roll(below: 2) == 0 ? .end : .distribute
            let shelves = [
                shelf(1, 5, minutes: 25, from: 1), shelf(2, 5, minutes: 70, from: 11),
                shelf(3, 0, minutes: 1, from: 21),
            ]
            guard let items = try? build(schedule, shelves, hours: 48, seed: seed) else { continue }
            let pairs = zip(items, items.dropFirst())
            #expect(
                !pairs.contains { $0.kind == .deadAir && $1.kind == .deadAir }, "seed \(seed)")
            #expect(try build(schedule, shelves, hours: 48, seed: seed) == items)
        }
    }

    @Test func T4_anotherSeedGivesAnotherLineup() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1)])
        schedule.slots[0].sources[0].order = .shuffle
        let shelves = [shelf(1, 50, minutes: 25, from: 1)]
        let lineups = try (0..<20).map { seed in
            try build(schedule, shelves, hours: 24, seed: UInt64(seed)).map(\.media)
        }
        #expect(Set(lineups).count == 20)
    }

    @Test func T5_headComesFirstAndTailLast() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("0:30", 1), slot("1:00", 1)])
        schedule.pad = .seconds(900)
        for index in 0..<3 {
            schedule.slots[index].head = Filler.fill(2)
            schedule.slots[index].preRoll = Filler.fill(3)
            schedule.slots[index].postRoll = Filler.fill(3)
            schedule.slots[index].tail = Filler.fill(4)
        }
        schedule.slots.append(slot("1:30", 5))
        func spots(_ id: Int64, _ seconds: Int) -> MediaCollection {
            MediaCollection(
                id: .init(id), name: "",
                items: [Playable(id: Media.ID(id * 100), duration: .seconds(seconds))])
        }
        let shelves = [
            shelf(1, 9, minutes: 10, from: 1), spots(2, 30), spots(3, 15), spots(4, 30),
            shelf(5, 1, minutes: 30, from: 50),
        ]
        let items = try build(schedule, shelves, hours: 2)
        for number in 0..<3 {
            let begin = ScheduleCase.start + .seconds(number * 1_800)
            let slot = items.filter { $0.start >= begin && $0.start < begin + half }
            let media = slot.compactMap { $0.media?.value }
            #expect(media == [200, 300, 1, 300, 300, 2, 300, 400])
            #expect(slot.first?.start == begin)
            #expect(slot.last?.finish == begin + half)
        }
    }

    @Test(arguments: [
        (30, 10, 600, []), (120, 10, 600, [30, 60, 90]), (180, 2, 600, [30, 60]),
        (120, 10, 5, [30]), (120, 10, 0, []),
    ]) func T9_breaksAreAsManyAsThereIsTimeFor(
        minutes: Int, most: Int, room: Int, points: [Int]
    ) {
        let breaks = Slot.Breaks(
            interval: half, length: .seconds(180), minimum: .seconds(3_600), most: most,
            fillers: [])
        let found = breaks.points(in: .seconds(minutes * 60), room: .seconds(room * 60))
        #expect(found == points.map { .seconds($0 * 60) })
    }

    @Test func T9_aProgrammeIsCutAroundItsBreaks() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("3:00", 3)])
        schedule.slots[0].breaks = .init(
            interval: half, length: .seconds(180), minimum: .seconds(3_600), most: 10,
            fillers: Filler.fill(2))
        let shelves = [
            shelf(1, 1, minutes: 120, from: 1), shelf(2, 1, minutes: 1, from: 9),
            shelf(3, 1, minutes: 60, from: 20),
        ]
        let items = try build(schedule, shelves, hours: 3)
        let parts = content(items).filter { $0.media == Media.ID(1) }
        #expect(parts.map(\.inPoint) == [0, 30, 60, 90].map { .seconds($0 * 60) })
        #expect(parts.map(\.length) == [half, half, half, half])
        #expect(items.filter { $0.kind == .midRoll }.count == 9)
    }

    @Test func T11_slotsThatAreNotLinkedGoOnByThemselves() throws {
        let shelves = [shelf(1, 9, minutes: 60, from: 1)]
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("12:00", 1)])
        let apart = try build(schedule, shelves, hours: 24)
        #expect(apart[0].media == apart[12].media)

        schedule.slots[0].link = .init(name: "Both")
        schedule.slots[1].link = .init(name: "Both")
        let linked = try build(schedule, shelves, hours: 24)
        #expect(linked.compactMap { $0.media?.value } == (0..<24).map { Int64($0 % 9 + 1) })
    }

    @Test(arguments: [Slot.Link.Overflow.flex, .continue])
    func aLinkedSlotShowsAgainWhatTheOthersShowed(overflow: Slot.Link.Overflow) throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("2:00", 2), slot("6:00", 1)])
        schedule.slots[0].link = .init(name: "News")
        schedule.slots[2].link = .init(name: "News", mode: .rerun, overflow: overflow)
        schedule.slots.append(slot("9:00", 2))
        let shelves = [shelf(1, 9, minutes: 60, from: 1), shelf(2, 9, minutes: 60, from: 11)]
        let items = content(try build(schedule, shelves, hours: 48))
        func media(_ day: Int) -> [Int64] {
            items.filter {
                let hour = ($0.start - ScheduleCase.start).asSeconds / 3_600 - Double(day * 24)
                return hour >= 6 && hour < 9
            }.compactMap { $0.media?.value }
        }
        #expect(media(0) == (overflow == .flex ? [1, 2] : [1, 2, 3]))
        #expect(media(1) == (overflow == .flex ? [3, 4] : [4, 5, 6]))
    }

    @Test func aWeekHasItsSlots() throws {
        // The case begins on a Sunday.
        var schedule = SlotSchedule(period: .week, slots: [slot("0:00", 1), slot("0:00", 2)])
        schedule.slots[1].start = 3 * 86_400 + 43_200
        let shelves = [shelf(1, 9, minutes: 60, from: 1), shelf(2, 9, minutes: 60, from: 11)]
        let items = content(try build(schedule, shelves, hours: 24 * 8))
        let changes = zip(items, items.dropFirst()).filter { one, other in
            ((one.media?.value ?? 0) < 11) != ((other.media?.value ?? 0) < 11)
        }.map { ScheduleCase.clock($1.start) }
        #expect(changes == ["84:00", "168:00"])
    }

    @Test func flexIsSpreadOrComesLast() throws {
        var schedule = SlotSchedule(slots: [slot("0:00", 1), slot("2:00", 2)])
        schedule.pad = .seconds(300)
        let shelves = [shelf(1, 9, minutes: 35, from: 1), shelf(2, 9, minutes: 22 * 60, from: 11)]
        func starts() throws -> String {
            ScheduleCase.text(content(try build(schedule, shelves, hours: 3)))
        }
        #expect(try starts() == "1@0:00 2@0:40 3@1:20 11@2:00")
        schedule.flex = .end
        #expect(try starts() == "1@0:00 2@0:35 3@1:10 11@2:00")
    }
}

/// Schedules that balance sources.
@Suite struct BalanceCaseTests {
    private func build(
        _ schedule: BalanceSchedule, hours: Int, seed: UInt64 = 1
    ) throws -> [PlayoutItem] {
        let shelves = (1...3).map { id in
            MediaCollection(
                id: .init(Int64(id)), name: "",
                items: (0..<20).map {
                    Playable(id: Media.ID(Int64(id * 100 + $0)), duration: .seconds(1_500 + $0))
                })
        }
        return try Playout.build(
            .balance(schedule), collections: shelves, zone: .utc, anchor: nil, seed: seed,
            from: ScheduleCase.start, to: ScheduleCase.start + .hours(hours)
        ).items
    }

    private func sources(_ items: [PlayoutItem]) -> [Int64] {
        items.compactMap { item in item.media.map { $0.value / 100 } }
    }

    @Test func W6_aSourceRestsForAllOfItsCooldown() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            let cooldown = Duration.seconds(7_200)
            let schedule = BalanceSchedule(sources: [
                ScheduleSource(collection: .init(1), weight: 9, cooldown: cooldown),
                ScheduleSource(collection: .init(2), cooldown: .seconds(600)),
            ])
            let items = try build(schedule, hours: 24, seed: seed)
            let own = items.filter { $0.media.map { $0.value / 100 == 1 } ?? false }
            #expect(
                zip(own, own.dropFirst()).allSatisfy { $1.start - $0.finish >= cooldown },
                "seed \(seed)")
            #expect(own.count > 3)
        }
    }

    @Test func weightsDecideHowOftenASourcePlays() throws {
        let schedule = BalanceSchedule(sources: [
            ScheduleSource(collection: .init(1), weight: 3), ScheduleSource(collection: .init(2)),
        ])
        let played = sources(try build(schedule, hours: 24 * 60))
        let share = Double(played.filter { $0 == 1 }.count) / Double(played.count)
        #expect(share > 0.7 && share < 0.8)
    }

    @Test func noMoreThanSoManyFollowEachOther() throws {
        let schedule = BalanceSchedule(sources: [
            ScheduleSource(collection: .init(1), weight: 20, maxConsecutive: 2),
            ScheduleSource(collection: .init(2), maxConsecutive: 1),
        ])
        let played = sources(try build(schedule, hours: 240))
        #expect(
            !zip(played, zip(played.dropFirst(), played.dropFirst(2))).contains {
                $0 == 1 && $1.0 == 1 && $1.1 == 1
            })
        #expect(!zip(played, played.dropFirst()).contains { $0 == 2 && $1 == 2 })
    }

    @Test func aSingleSourceGoesOnWhateverItsLimit() throws {
        let schedule = BalanceSchedule(sources: [
            ScheduleSource(collection: .init(1), maxConsecutive: 1)
        ])
        #expect(try build(schedule, hours: 5).count == 12)
    }

    @Test func programmesBeginOnThePadAndFillersFillIt() throws {
        var schedule = BalanceSchedule(sources: [ScheduleSource(collection: .init(1))])
        schedule.pad = .seconds(1_800)
        let items = try build(schedule, hours: 10)
        let content = items.filter { $0.kind == .content }
        #expect(content.allSatisfy { $0.start.seconds % 1_800 == 0 })
        #expect(content.count == 20)
    }

    @Test func sourcesInASlotTakeTurnsToo() throws {
        var slots = SlotSchedule(slots: [Slot(start: 0, sources: [])])
        slots.slots[0].sources = [
            ScheduleSource(collection: .init(1), cooldown: .seconds(3_600)),
            ScheduleSource(collection: .init(2), cooldown: .seconds(600)),
        ]
        let shelves = (1...2).map { id in
            MediaCollection(
                id: .init(Int64(id)), name: "",
                items: [Playable(id: Media.ID(Int64(id * 100)), duration: .seconds(1_500))])
        }
        let items = try Playout.build(
            .slots(slots), collections: shelves, zone: .utc, anchor: nil, seed: 1,
            from: ScheduleCase.start, to: ScheduleCase.start + .hours(24)
        ).items
        let first = items.filter { $0.media == Media.ID(100) }
        #expect(first.count > 10)
        #expect(
            zip(first, first.dropFirst()).allSatisfy { $1.start - $0.finish >= .seconds(3_600) })
    }
}
