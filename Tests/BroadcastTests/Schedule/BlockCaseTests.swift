import Testing

@testable import Broadcast

/// Section 10 of the scheduling cases.
@Suite struct BlockCaseTests {
    private func media(_ minutes: KeyValuePairs<Int64, Int>) -> [Playable] {
        minutes.map { Playable(id: Media.ID($0), duration: .seconds($1 * 60), released: Int($0)) }
    }

    private func block(_ shelves: Int64..., stop: Block.StopScheduling = .beforeDurationEnd)
        -> Block
    {
        Block(
            name: "Block", length: .seconds(1_800), stopScheduling: stop,
            items: shelves.map { BlockItem(collection: .init($0)) })
    }

    /// One block at 09:00 on the days of the rule.
    private func schedule(_ block: Block, on days: DayRule = DayRule()) -> BlockSchedule {
        BlockSchedule(
            blocks: [block],
            templates: [
                BlockTemplate(name: "Day", entries: [.init(start: 32_400, block: block.name)])
            ], calendar: [BlockDay(days: days, template: "Day")])
    }

    /// The content, each as its media and its local time.
    private func build(
        _ schedule: BlockSchedule, _ shelves: [[Playable]], zone: ZoneRules = .utc, from: String,
        days: Int
    ) throws -> [String] {
        let start = try #require(PlanTime.instant(from, in: zone))
        let end = zone.instant(of: zone.wallTime(at: start).day + days, second: 0)
        let built = try Playout.build(
            .blocks(schedule),
            collections: shelves.enumerated().map {
                MediaCollection(id: .init(Int64($0 + 1)), name: "Shelf \($0 + 1)", items: $1)
            }, zone: zone, anchor: nil, seed: 1, from: start, to: end)
        return built.items.compactMap { item in
            item.media.map { "\($0)@" + clock(item.start, in: zone) }
        }
    }

    private func clock(_ time: AirTime, in zone: ZoneRules) -> String {
        let wall = zone.wallTime(at: time)
        return "\(wall.day.day)T\(wall.second / 3_600):\(wall.second / 60 % 60)"
    }

    @Test func B1_blocksAreOnTheDaysOfTheirTemplate() throws {
        let days = DayRule(weekdays: [.mon, .wed, .fri])
        let items = try build(
            schedule(block(1), on: days), [media([1: 30])], from: "2024-01-15T09:00:00", days: 5)
        #expect(items == ["1@15T9:0", "1@17T9:0", "1@19T9:0"])
        let sunday = try build(
            schedule(block(1), on: DayRule(weekdays: [.sun])), [media([1: 30])],
            from: "2024-01-15T09:00:00", days: 5)
        #expect(sunday == [])
    }

    @Test(arguments: [
        ("America/Chicago", "2024-03-09"), ("America/Chicago", "2024-11-02"),
        ("Europe/London", "2024-03-30"), ("Europe/London", "2024-10-26"),
        ("Australia/Lord_Howe", "2024-04-06"), ("Australia/Lord_Howe", "2024-10-05"),
        ("Asia/Kathmandu", "2024-03-09"),
    ]) func B2_blocksGoByTheWallOnChangeDays(name: String, date: String) throws {
        let zone = try ZoneRulesTests.rules(name)
        let items = try build(
            schedule(block(1)), [media([1: 30])], zone: zone, from: "\(date)T09:00:00", days: 3)
        #expect(items.count == 3)
        #expect(items.allSatisfy { $0.hasSuffix("T9:0") })
    }

    @Test func B2_theOffsetIsTheDaysOwn() throws {
        let zone = try ZoneRulesTests.rules("America/Chicago")
        func offsets(_ date: String) throws -> [Int] {
            var calendar = BlockCalendar(schedule(block(1)), zone: zone)
            var time = try #require(PlanTime.instant("\(date)T00:00:00", in: zone))
            return (0..<2).map { _ in
                time = calendar.nextStart(after: time)
                return zone.offset(at: time) / 3_600
            }
        }
        #expect(try offsets("2024-03-09") == [-6, -5])
        #expect(try offsets("2024-11-02") == [-5, -6])
    }

    @Test func B3_aFirstBuildBeginsWithTheBlockThatIsOn() throws {
        let items = try build(
            schedule(block(1, stop: .afterDurationEnd)), [media([1: 25])],
            from: "2024-01-15T09:15:00", days: 1)
        #expect(items == ["1@15T9:0"])
    }

    @Test func B4_whatCanNeverFitIsPassedOver() throws {
        let from = "2024-01-15T09:00:00"
        let long = media([1: 60])
        let short = media([2: 25])
        #expect(try build(schedule(block(1)), [long + short], from: from, days: 1) == ["2@15T9:0"])
        #expect(
            try build(schedule(block(1, 2)), [long, short], from: from, days: 1) == ["2@15T9:0"])
        #expect(try build(schedule(block(1, 2)), [[], short], from: from, days: 1) == ["2@15T9:0"])
    }

    @Test func whatDoesNotFitNowKeepsItsPlace() throws {
        let items = try build(
            schedule(block(1, 1)), [media([1: 20, 2: 25])], from: "2024-01-15T09:00:00", days: 2)
        #expect(items == ["1@15T9:0", "2@16T9:0"])
    }

    @Test func aBlockThatTheOneBeforeRunsOverBeginsLate() throws {
        var schedule = schedule(block(1, 1, stop: .afterDurationEnd))
        schedule.templates[0].entries.append(.init(start: 34_200, block: "Block"))
        let items = try build(
            schedule, [media([1: 20, 2: 20, 3: 20, 4: 20])], from: "2024-01-15T09:00:00", days: 1)
        #expect(items == ["1@15T9:0", "2@15T9:20", "3@15T9:40"])
    }

    private func decorated(_ deco: (inout Deco) -> Void) -> BlockSchedule {
        var schedule = schedule(block(1))
        var own = Deco(name: "Own")
        deco(&own)
        schedule.decos = [own]
        schedule.deco = "Own"
        return schedule
    }

    @Test func defaultFillerFillsWhatBlocksLeave() throws {
        let schedule = decorated {
            $0.defaultFiller = .override(Filler.fill(2))
            $0.deadAirFallback = .override(Filler.fill(3))
        }
        let items = try build(
            schedule, [media([1: 25]), media([2: 400]), media([3: 600])],
            from: "2024-01-15T09:00:00", days: 2)
        // 23:35 hours are left: three whole fillers, then fallback, cut.
        let fillers = ["2@15T9:25", "2@15T16:5", "2@15T22:45", "3@16T5:25"]
        #expect(Array(items.prefix(6)) == ["1@15T9:0"] + fillers + ["1@16T9:0"])
    }

    @Test func defaultFillerIsCutWhereItMayBe() throws {
        let schedule = decorated {
            $0.defaultFiller = .override(Filler.fill(2))
            $0.trimsDefaultFiller = true
        }
        let items = try build(
            schedule, [media([1: 25]), media([2: 600])], from: "2024-01-15T09:00:00", days: 2)
        #expect(
            items == [
                "1@15T9:0", "2@15T9:25", "2@15T19:25", "2@16T5:25", "1@16T9:0", "2@16T9:25",
                "2@16T19:25",
            ])
    }

    @Test func breakContentComesAtABlocksBeginning() throws {
        let schedule = decorated { $0.breakContent = .override(Filler.count(2, 1)) }
        let items = try build(
            schedule, [media([1: 25]), media([2: 5])], from: "2024-01-15T09:00:00", days: 1)
        #expect(items == ["2@15T9:0", "1@15T9:5"])
    }

    @Test func aTemplateOfDecosOverridesByTheTimeOfDay() throws {
        var schedule = decorated { $0.defaultFiller = .override(Filler.fill(2)) }
        var night = Deco(name: "Night")
        night.defaultFiller = .override(Filler.fill(3))
        var quiet = Deco(name: "Quiet")
        quiet.defaultFiller = .disable
        schedule.decos += [night, quiet]
        schedule.decoTemplates = [
            DecoTemplate(
                name: "Nights",
                entries: [
                    .init(start: 39_600, end: 43_200, deco: "Night"),
                    .init(start: 43_200, end: 32_400, deco: "Quiet"),
                ])
        ]
        schedule.calendar[0].decoTemplate = "Nights"
        let items = try build(
            schedule, [media([1: 30]), media([2: 60]), media([3: 40])],
            from: "2024-01-15T09:00:00", days: 1)
        #expect(items == ["1@15T9:0", "2@15T9:30", "2@15T10:30", "3@15T11:30"])
    }

    @Test func mergedFillersAreBoth() {
        var deco = DecoInForce(defaultFiller: Filler.fill(1))
        var own = Deco(name: "Own")
        own.defaultFiller = .merge(Filler.fill(2))
        deco.put(on: own)
        #expect(deco.defaultFiller == Filler.fill(1) + Filler.fill(2))
    }

    @Test func everyBlockKeepsItsOwnPlace() throws {
        var other = block(1)
        other.name = "Other"
        var schedule = schedule(block(1))
        schedule.blocks.append(other)
        schedule.templates[0].entries.append(.init(start: 36_000, block: "Other"))
        let items = try build(
            schedule, [media([1: 25, 2: 25])], from: "2024-01-15T09:00:00", days: 2)
        #expect(items == ["1@15T9:0", "1@15T10:0", "2@16T9:0", "2@16T10:0"])
    }
}
