import Testing

@testable import Broadcast

/// Leaving a programme before its end, and taking it up again.
@Suite struct DepartureTests {
    private var shelf = ScheduleCase()

    init() {
        shelf.shelf(1, [1: 60, 2: 60, 3: 60])
        shelf.shelf(2, [21: 30])
        shelf.shelf(3, [31: 5])
    }

    private func departure(_ schedule: Schedule, at minutes: Int) throws -> Departure {
        try Playout.departure(
            from: schedule, collections: shelf.collections, zone: .utc, anchor: nil, seed: 1,
            at: ScheduleCase.start + .seconds(minutes * 60))
    }

    /// What plays for some hours after the programme on at `minutes` was left then.
    private func left(_ schedule: Schedule, at minutes: Int, way index: Int = 0) throws -> [String]
    {
        let instant = ScheduleCase.start + .seconds(minutes * 60)
        let way = try departure(schedule, at: minutes).leaving(at: instant)[index]
        let rest = try Playout.build(
            schedule, collections: shelf.collections, zone: .utc, anchor: way.anchor, seed: 1,
            from: way.anchor.nextStart, to: instant + .hours(3))
        return (way.items + rest.items).map { item in
            let minute = (item.start - ScheduleCase.start).components.seconds / 60
            return "\(item.media.map { "\($0)" } ?? "-")@\(minute)"
        }
    }

    @Test func theNextItemFollowsAtOnceAndNothingIsLost() throws {
        let flood = Schedule.classic(ClassicSchedule(items: [ScheduleItem(collection: .init(1))]))
        #expect(try left(flood, at: 20) == ["2@20", "3@80", "1@140"])
    }

    @Test func aTurnOfSeveralGoesOn() throws {
        let schedule = Schedule.classic(
            ClassicSchedule(items: [
                ScheduleItem(mode: .multiple(.init("2")), collection: .init(1)),
                ScheduleItem(mode: .one, collection: .init(2)),
            ]))
        #expect(try left(schedule, at: 20) == ["2@20", "21@80", "3@110", "1@170"])
        #expect(try left(schedule, at: 70) == ["21@70", "3@100", "1@160", "21@220"])
    }

    @Test func whereTheNextTurnHasToWaitAnotherOfTheSameTurnPlays() throws {
        var fixed = ScheduleItem(mode: .one, collection: .init(2), start: 7_200)
        fixed.fallback = []
        var first = ScheduleItem(collection: .init(1))
        first.tail = [Filler(collection: .init(3), amount: .duration(.seconds(600)))]
        let schedule = Schedule.classic(ClassicSchedule(items: [first, fixed]))
        #expect(try left(schedule, at: 70, way: 0).first == "-@70")
        #expect(try left(schedule, at: 70, way: 1).first == "31@70")
        // No filler fits into the minute that is left.
        #expect(try left(schedule, at: 59, way: 0).prefix(3) == ["2@59", "-@119", "21@120"])
    }

    @Test func theRestOfASlotMovesUp() throws {
        let slots = Schedule.slots(
            SlotSchedule(slots: [
                Slot(start: 0, sources: [ScheduleSource(collection: .init(1))]),
                Slot(start: 10_800, sources: [ScheduleSource(collection: .init(2))]),
            ]))
        #expect(try left(slots, at: 20).prefix(2) == ["2@20", "3@80"])
        #expect(try left(slots, at: 20).contains("21@180"))
    }

    @Test func whatWasLeftGoesOnLaterWhereItWas() throws {
        let flood = Schedule.classic(ClassicSchedule(items: [ScheduleItem(collection: .init(1))]))
        let left = ScheduleCase.start + .seconds(1_200)
        let later = ScheduleCase.start + .hours(50)
        let way = try departure(flood, at: 20).resuming(from: left, at: later)

        #expect(way.items.map(\.media) == [Media.ID(1)])
        #expect(way.items[0].start == later)
        #expect(way.items[0].inPoint == .seconds(1_200))
        #expect(way.items[0].length == .seconds(2_400))
        #expect(way.anchor.nextStart == later + .seconds(2_400))
        let next = try Playout.build(
            flood, collections: shelf.collections, zone: .utc, anchor: way.anchor, seed: 1,
            from: way.anchor.nextStart, to: way.anchor.nextStart + .seconds(1))
        #expect(next.items.map(\.media) == [Media.ID(2)])
    }

    /// Whatever the schedule: what follows begins at once and leaves no gap that is not reported.
    @Test func anyTimelineCanBeLeftAnywhere() throws {
        for seed in 0..<300 as Range<UInt64> {
            var any = AnySchedule(seed: seed)
            let schedule = any.single()
            let zone = try any.zone()
            let from = ScheduleCase.start
            let instant = from + .seconds(any.roll(80_000))
            let found = try? Playout.departure(
                from: schedule, collections: any.library, zone: zone, anchor: nil, seed: seed,
                at: instant)
            guard let found else { continue }
            for way in found.leaving(at: instant) {
                let end = way.items.last?.finish ?? instant
                #expect(way.items.first.map { $0.start == instant } ?? true, "seed \(seed)")
                #expect(way.anchor.nextStart == end, "seed \(seed)")
                #expect(
                    zip(way.items, way.items.dropFirst()).allSatisfy { $0.finish == $1.start },
                    "seed \(seed)")
                let rest = try? Playout.build(
                    schedule, collections: any.library, zone: zone, anchor: way.anchor,
                    seed: seed, from: end, to: end + .hours(24))
                #expect(rest?.items.first.map { $0.start == end } ?? true, "seed \(seed)")
            }
        }
    }
}
