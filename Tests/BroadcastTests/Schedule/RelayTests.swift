import Testing

@testable import Broadcast

@Suite struct RelayTests {
    private let source = Channel.ID(1)
    private let start = ScheduleCase.start

    /// Another channel: films of 50 minutes, and an hour of dead air after each day's twenty.
    private var other: ScheduleCase {
        var other = ScheduleCase()
        other.shelf(1, [1: 50, 2: 50, 3: 50])
        other.add(.multiple(.init("20")), 1, at: "0:00")
        return other
    }

    private func build(
        _ schedule: Schedule, relaying items: [PlayoutItem], hours: Int,
        anchor: PlayoutAnchor? = nil
    ) throws -> PlayoutBuild {
        var own = ScheduleCase()
        own.shelf(2, [11: 30, 12: 30])
        return try Playout.build(
            schedule, collections: own.collections, relays: [source: items], zone: .utc,
            anchor: anchor, seed: 1, from: start, to: start + .hours(hours))
    }

    @Test(arguments: [0, 3_600, 5_000, -3_600, 86_400])
    func aMirrorShowsTheSameLaterOrEarlier(offset: Int) throws {
        let items = try other.build(96).items
        let delay = Duration.seconds(offset)
        let built = try build(
            .mirror(MirrorSchedule(channel: source, offset: delay)), relaying: items, hours: 72)

        #expect(built.items.first?.start == start)
        #expect(zip(built.items, built.items.dropFirst()).allSatisfy { $0.finish == $1.start })
        for hour in 0..<720 {
            let time = start + .seconds(hour * 360)
            let there = items.first { $0.start <= time - delay && time - delay < $0.finish }
            let here = try #require(built.items.first { $0.start <= time && time < $0.finish })
            #expect(here.media == there?.media)
            if let there, there.media != nil {
                #expect(here.inPoint + (time - here.start) == time - delay - there.start)
            }
        }
    }

    @Test func aMirrorReachesAsFarAsTheOtherChannel() throws {
        let items = try other.build(10).items
        let mirror = Schedule.mirror(MirrorSchedule(channel: source, offset: .hours(1)))
        let built = try build(mirror, relaying: items, hours: 72)
        #expect(built.anchor.nextStart == items.last.map { $0.finish + .hours(1) })

        let more = try other.build(96).items
        let rest = try build(mirror, relaying: more, hours: 72, anchor: built.anchor)
        let whole = try build(mirror, relaying: more, hours: 72)
        #expect(built.items + rest.items == whole.items)
    }

    @Test func aMirrorsDeadAirIsReported() throws {
        let built = try build(
            .mirror(MirrorSchedule(channel: source)), relaying: other.build(48).items, hours: 40)
        let silent = built.items.filter { $0.kind == .deadAir }
        #expect(silent.count == 1)
        #expect(built.warnings.map(\.at) == silent.map(\.start))
    }

    @Test func aChannelWithoutATimelineCannotBeMirrored() {
        #expect(throws: SchedulingError.nothingToRelay(source)) {
            try build(.mirror(MirrorSchedule(channel: source)), relaying: [], hours: 1)
        }
    }

    @Test func aSlotRedirectsToTheOtherChannelForItsTime() throws {
        var slots = SlotSchedule(slots: [
            Slot(start: 0, sources: [ScheduleSource(collection: .init(2))]),
            Slot(start: 36_600, sources: []),
            Slot(start: 45_600, sources: [ScheduleSource(collection: .init(2))]),
        ])
        slots.slots[1].redirect = source
        let items = try other.build(300).items
        let built = try build(.slots(slots), relaying: items, hours: 72)

        let shown = built.items.filter { ($0.media?.value ?? 0) < 10 && $0.media != nil }
        #expect(shown.first.map { ScheduleCase.clock($0.start) } == "10:10")
        #expect(shown[3].finish == start + .seconds(45_600))
        for item in shown {
            let there = try #require(
                items.first { $0.start <= item.start && item.start < $0.finish })
            #expect(item.media == there.media)
            #expect(item.inPoint == item.start - there.start)
        }
        #expect(Set(shown.prefix(4).map(\.guideGroup)).count == 4)
    }
}
