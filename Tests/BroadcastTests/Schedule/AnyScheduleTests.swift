import Testing

@testable import Broadcast

/// What must hold for every schedule, tried on random ones.
@Suite struct AnyScheduleTests {
    typealias Kind = AnySchedule.Kind

    /// An instant near a change of the clock, or anywhere in a year.
    private static func start(_ any: inout AnySchedule) -> AirTime {
        AirTime(seconds: 1_740_000_000 + Int64(any.roll(30_000_000)))
    }

    @Test(arguments: Kind.allCases, 0..<4)
    func everyTimelineIsGaplessAndCanBeBuiltInParts(kind: Kind, block: UInt64) throws {
        for seed in block * 5..<(block + 1) * 5 {
            var any = AnySchedule(seed: seed)
            let schedule = any.schedule(kind)
            let zone = try any.zone()
            let from = Self.start(&any)
            let build = AnyBuild(schedule, of: any, in: zone, seed: seed, from: from)
            guard let whole = try? build.to(hour: 72) else { continue }

            #expect(whole.items.first.map { $0.start <= from } == true, "seed \(seed)")
            #expect(whole.anchor.nextStart >= from + .hours(72), "seed \(seed)")
            #expect(
                zip(whole.items, whole.items.dropFirst()).allSatisfy { $0.finish == $1.start },
                "seed \(seed)")
            let gaps = whole.items.filter { $0.kind == .deadAir }.map(\.start)
            #expect(whole.warnings.filter { $0.code == .gap }.map(\.at) == gaps, "seed \(seed)")
            #expect(try build.to(hour: 72) == whole, "seed \(seed)")

            let parts = try build.parts(
                to: stride(from: 1, through: 72, by: 1 + any.roll(9)) + [72])
            let difference = zip(parts.items, whole.items).first { $0 != $1 }
            #expect(difference == nil, "seed \(seed)")
            #expect(parts.items.count == whole.items.count, "seed \(seed)")
            #expect(parts.anchor == whole.anchor, "seed \(seed)")
        }
    }

    @Test(arguments: Kind.allCases)
    func theGuideOfEveryTimelinePassesTheGate(kind: Kind) throws {
        for seed in 0..<100 as Range<UInt64> {
            var any = AnySchedule(seed: seed)
            let schedule = any.schedule(kind)
            let from = ScheduleCase.start + .hours(any.roll(24))
            guard
                let built = try? Playout.build(
                    schedule, collections: any.library, relays: any.relays(around: from, .utc),
                    zone: .utc, anchor: nil, seed: seed, from: from, to: from + .hours(48))
            else { continue }
            let programmes = GuideGate.repair(
                Guide.programmes(of: built.items, channel: "Films") { "Film \($0)" }, from: from,
                to: from + .hours(48), channel: "Films")

            try GuideGate.check(programmes, from: from, to: from + .hours(48))
        }
    }

    /// FNV-1a over every item of many builds: other builds of the program must give the same.
    @Test(arguments: [
        (Kind.classic, 6_496_485_982_374_327_805 as UInt64),
        (.alternating, 17_988_635_768_016_661_412), (.blocks, 12_267_078_042_031_837_650),
        (.slots, 3_429_823_173_519_937_513), (.balance, 10_667_542_952_232_289_519),
    ])
    func W7_everyBuildOfTheProgramGivesTheSameBytes(kind: Kind, digest: UInt64) throws {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for seed in 0..<100 as Range<UInt64> {
            var any = AnySchedule(seed: seed)
            let schedule = any.schedule(kind)
            let built = try? Playout.build(
                schedule, collections: any.library, zone: try any.zone(), anchor: nil, seed: seed,
                from: ScheduleCase.start, to: ScheduleCase.start + .hours(48))
            for item in built?.items ?? [] {
                let text =
                    "\(item.media?.value ?? -1) \(item.start.microseconds) "
                    + "\(item.finish.microseconds) \(item.inPoint.inMicroseconds) \(item.kind) "
                    + "\(item.guideGroup) \(item.guideFinish?.microseconds ?? -1)"
                for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            }
        }
        #expect(hash == digest)
    }
}
