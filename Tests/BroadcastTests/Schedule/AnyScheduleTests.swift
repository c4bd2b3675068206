import Testing

@testable import Broadcast

/// What must hold for every classic schedule, tried on random ones.
@Suite struct AnyScheduleTests {
    private static func zone(_ dice: inout Dice) throws -> ZoneRules {
        let zones = [
            "America/Chicago", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC",
        ]
        return try ZoneRulesTests.rules(zones[dice.roll(below: zones.count)])
    }

    private static func filler(_ dice: inout Dice) -> [Filler] {
        guard dice.roll(below: 3) == 0 else { return [] }
        return (0...dice.roll(below: 2)).map { _ in
            let amounts: [Filler.Amount] = [
                .count(1 + dice.roll(below: 2)), .randomCount(3), .duration(.seconds(400)),
                .pad(minutes: [5, 15, 30, 60][dice.roll(below: 4)]),
            ]
            return Filler(
                collection: .init(Int64(10 + dice.roll(below: 3))),
                amount: amounts[dice.roll(below: 4)],
                expression: dice.roll(below: 3) == 0 ? Expression("num % 2 = 0") : nil,
                weight: 1 + dice.roll(below: 5),
                cooldown: dice.roll(below: 4) == 0 ? .seconds(600) : .zero,
                itemCooldown: dice.roll(below: 4) == 0 ? .seconds(3_600) : .zero)
        }
    }

    private static func item(_ dice: inout Dice) -> ScheduleItem {
        let modes: [ScheduleItem.Mode] = [
            .flood, .one, .multiple(.init("random % 3 + 1")), .multiple(.collectionSize),
            .multiple(.multiEpisodeGroup),
            .duration(
                length: .seconds(3_600 * (1 + dice.roll(below: 4))),
                tail: ScheduleItem.TailMode.allCases[dice.roll(below: 3)],
                discardAttempts: dice.roll(below: 3)),
        ]
        var item = ScheduleItem(
            mode: modes[dice.roll(below: modes.count)],
            collection: .init(Int64(1 + dice.roll(below: 4))),
            order: PlaybackOrder.allCases[dice.roll(below: PlaybackOrder.allCases.count)],
            start: dice.roll(below: 3) == 0 ? dice.roll(below: 96) * 900 : nil,
            title: dice.roll(below: 4) == 0 ? "Title" : nil)
        item.overrun = ScheduleItem.Overrun.allCases[dice.roll(below: 3)]
        item.fixedStart = [nil, .strict, .flexible][dice.roll(below: 3)]
        item.guide = dice.roll(below: 8) == 0 ? .filler : .normal
        item.preRoll = filler(&dice)
        item.midRoll = filler(&dice)
        item.postRoll = filler(&dice)
        item.tail = filler(&dice)
        item.fallback = filler(&dice)
        return item
    }

    private static func library(_ dice: inout Dice) -> [MediaCollection] {
        (1...13).map { id in
            let isFiller = id >= 10
            let count = id == 4 ? 0 : 1 + dice.roll(below: 9)
            let items = (0..<count).map { index in
                let seconds = isFiller ? 5 + dice.roll(below: 200) : 300 + dice.roll(below: 6_000)
                return Playable(
                    id: Media.ID(Int64(id * 100 + index)),
                    duration: .milliseconds(seconds * 1_000 + dice.roll(below: 1_000)),
                    title: "Part \(index % 3 + 1)", released: dice.roll(below: 9_000),
                    show: dice.roll(below: 2) == 0 ? "Show" : nil, season: dice.roll(below: 3),
                    episode: index,
                    chapters: (0..<dice.roll(below: 4)).map { .seconds($0 * seconds / 4) })
            }
            return MediaCollection(id: .init(Int64(id)), name: "Shelf \(id)", items: items)
        }
    }

    private static func schedule(_ dice: inout Dice) -> ClassicSchedule {
        var schedule = ClassicSchedule(items: (0...dice.roll(below: 4)).map { _ in item(&dice) })
        schedule.shuffleItems = dice.roll(below: 3) == 0
        schedule.keepMultiPart = dice.roll(below: 3) == 0
        schedule.randomStart = dice.roll(below: 3) == 0
        return schedule
    }

    @Test(arguments: 0..<10) func everyTimelineIsGaplessAndCanBeBuiltInParts(block: UInt64) throws {
        for seed in block * 10..<(block + 1) * 10 {
            var dice = Dice(seed: seed)
            let library = Self.library(&dice)
            let schedule = Schedule.classic(Self.schedule(&dice))
            let zone = try Self.zone(&dice)
            let from = AirTime(seconds: 1_740_000_000 + Int64(dice.roll(below: 30_000_000)))
            func build(_ hours: Int, _ anchor: PlayoutAnchor? = nil) throws -> PlayoutBuild {
                try Playout.build(
                    schedule, collections: library, zone: zone, anchor: anchor, seed: seed,
                    from: from, to: from + .hours(hours))
            }
            guard let whole = try? build(72) else { continue }

            #expect(whole.items.first.map { $0.start <= from } == true, "seed \(seed)")
            #expect(whole.anchor.nextStart >= from + .hours(72), "seed \(seed)")
            #expect(
                zip(whole.items, whole.items.dropFirst()).allSatisfy { $0.finish == $1.start },
                "seed \(seed)")
            let gaps = whole.items.filter { $0.kind == .deadAir }.map(\.start)
            #expect(whole.warnings.filter { $0.code == .gap }.map(\.at) == gaps, "seed \(seed)")
            #expect(try build(72) == whole, "seed \(seed)")

            var parts: [PlayoutItem] = []
            var anchor: PlayoutAnchor?
            for hour in stride(from: 1, through: 72, by: 1 + dice.roll(below: 9)) + [72] {
                let part = try build(hour, anchor)
                parts += part.items
                anchor = part.anchor
            }
            let difference = zip(parts, whole.items).first { $0 != $1 }
            #expect(difference == nil, "seed \(seed)")
            #expect(parts.count == whole.items.count, "seed \(seed)")
            #expect(anchor == whole.anchor, "seed \(seed)")
        }
    }

    @Test func theGuideOfEveryTimelinePassesTheGate() throws {
        for seed in 0..<200 as Range<UInt64> {
            var dice = Dice(seed: seed)
            let library = Self.library(&dice)
            let schedule = Schedule.classic(Self.schedule(&dice))
            let from = ScheduleCase.start + .hours(dice.roll(below: 24))
            guard
                let built = try? Playout.build(
                    schedule, collections: library, zone: .utc, anchor: nil, seed: seed, from: from,
                    to: from + .hours(48))
            else { continue }
            let programmes = GuideGate.repair(
                Guide.programmes(of: built.items, channel: "Films") { "Film \($0)" }, from: from,
                to: from + .hours(48), channel: "Films")

            try GuideGate.check(programmes, from: from, to: from + .hours(48))
        }
    }
}
