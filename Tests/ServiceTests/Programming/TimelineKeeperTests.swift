import Broadcast
import FoundationEssentials
import Store
import Testing
import Wire

@testable import Service

@Suite struct TimelineKeeperTests {
    private let shelf: Shelf
    private var now: AirTime { shelf.clock.now }

    init() async throws {
        shelf = try await Shelf()
    }

    private func items(_ channel: Channel.ID) async throws -> [PlayoutItem] {
        try await shelf.store.timeline(
            of: channel, from: AirTime(seconds: 0), to: now + .hours(10_000))
    }

    @Test func everyTimelineIsBuiltThreeDaysAheadWithoutGaps() async throws {
        try await shelf.add("a", "b", "c")
        let channel = try await shelf.addChannel("Films")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()

        let items = try await items(channel)
        #expect(items.first.map { $0.start <= now } == true)
        #expect(items.last.map { $0.finish >= now + .hours(72) } == true)
        #expect(zip(items, items.dropFirst()).allSatisfy { $0.finish == $1.start })
    }

    @Test func clipsOfSecondsDoNotFillTheDatabase() async throws {
        try await shelf.add("a", "b", "c", seconds: 4)
        let channel = try await shelf.addChannel("Clips")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        let first = try await items(channel)
        #expect(first.last.map { $0.finish >= now + .hours(36) } == true)
        #expect(first.count < 42 * 900)
        await keeper.tendAll()
        #expect(try await items(channel).count == first.count)
    }

    @Test func D1_aRestartResumesAtTheSameItemAndOffset() async throws {
        try await shelf.add("a", "b", "c", seconds: 700)
        let channel = try await shelf.addChannel("Films")
        await shelf.start().keeper.tendAll()
        let before = try await items(channel)

        shelf.clock.advance(.hours(50))
        let (_, keeper) = shelf.start()
        let onAir = try await keeper.streamItems(
            on: channel, from: now, until: now + .seconds(3_600))
        await keeper.tendAll()

        let expected = before.filter { $0.finish > now }
        #expect(onAir.first?.start == expected.first?.start)
        let after = try await items(channel)
        #expect(after.filter { $0.finish > now }.starts(with: expected))
        #expect(after.last.map { $0.finish >= now + .hours(72) } == true)
        #expect(after.allSatisfy { $0.finish >= now - .hours(4) })
    }

    @Test func aTimelineThatRanOutWhileTheProgramWasOffIsCaughtUpWith() async throws {
        try await shelf.add("a", "b", "c", seconds: 700)
        let off = try await shelf.addChannel("Off for a week")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        shelf.clock.advance(.hours(24 * 7))
        await shelf.start().keeper.tendAll()

        let other = try await Shelf()
        try await other.add("a", "b", "c", seconds: 700)
        let on = try await other.addChannel("Always on")
        for _ in 0..<28 {
            await other.start().keeper.tendAll()
            other.clock.advance(.hours(6))
        }
        await other.start().keeper.tendAll()

        func now(_ shelf: Shelf, _ channel: Channel.ID) async throws -> [PlayoutItem] {
            try await shelf.store.timeline(
                of: channel, from: shelf.clock.now, to: shelf.clock.now + .hours(60))
        }
        #expect(try await now(shelf, off) == now(other, on))
    }

    @Test func W8_aChangeOfTheLibraryAltersNothingNearAndNothingFetched() async throws {
        try await shelf.add("a", "b", "c")
        let channel = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        _ = try await guide.xmltv()
        let before = try await items(channel)

        shelf.clock.advance(.hours(2))
        try await shelf.add("d", "e")
        await keeper.tendAll()

        let window = GuideWindow(at: Shelf.noon)
        let after = try await items(channel)
        let kept = before.filter { $0.finish >= now - .hours(4) && $0.start < window.to }
        #expect(after.filter { $0.start < window.to } == kept)
        #expect(Set(before.map(\.media)).count == 3)
        #expect(Set(after.filter { $0.start > window.to + .hours(2) }.map(\.media)).count == 5)
        #expect(zip(after, after.dropFirst()).allSatisfy { $0.finish == $1.start })
    }

    @Test func deadAirIsReplacedAtOnceWhenTheLibraryFills() async throws {
        let channel = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        _ = try await guide.xmltv()
        #expect(try await items(channel).allSatisfy { $0.kind == .deadAir })

        shelf.clock.advance(.seconds(100))
        try await shelf.add("a", "b", "c")
        await keeper.tendAll()

        let items = try await items(channel)
        #expect(items.first?.kind == .deadAir)
        #expect(items.first?.finish == now)
        #expect(items.dropFirst().allSatisfy { $0.kind == .content })
    }

    @Test func itemsOfAStreamAreGaplessAndReachTheEnd() async throws {
        try await shelf.add("a", "b", "c")
        let channel = try await shelf.addChannel("Films")
        let (_, keeper) = shelf.start()

        let from = now + .seconds(333)
        let items = try await keeper.streamItems(
            on: channel, from: from, until: from + .hours(5))

        #expect(items.first.map { $0.start <= from && from < $0.finish } == true)
        #expect(items.last.map { $0.finish >= from + .hours(5) } == true)
        #expect(zip(items, items.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(items.allSatisfy { $0.path?.hasPrefix("/media/") == true })
    }

    @Test func aFileThatIsGoneBecomesACardThatSaysSo() async throws {
        try await shelf.add("a")
        let channel = try await shelf.addChannel("Films")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        try await shelf.lose("a")

        let item = try #require(
            await keeper.streamItems(on: channel, from: now, until: now + .seconds(1)).first)
        #expect(item.path == nil)
        #expect(item.title == "Its file is missing.")
    }

    @Test func aCardChannelNeedsNoLibrary() async throws {
        let channel = try await shelf.addChannel(
            "Test", playing: #"{"kind":"card","title":"Test card"}"#)
        let (_, keeper) = shelf.start()

        let items = try await keeper.streamItems(on: channel, from: now, until: now + .hours(2))
        #expect(items.map(\.title) == ["Test card", "Test card"])
        #expect(items.allSatisfy { $0.path == nil })
    }

    @Test func aScheduleThatCannotBeReadKeepsNoOtherChannelWaiting() async throws {
        try await shelf.add("a")
        _ = try await shelf.addChannel("Broken", playing: "{")
        let good = try await shelf.addChannel("Films")
        await shelf.start().keeper.tendAll()

        #expect(try await !items(good).isEmpty)
    }

    /// Every kind of schedule that a channel can keep, drawing from one collection.
    enum StoredKind: CaseIterable, Sendable {
        case classic, alternating, blocks, slots, balance

        func schedule(_ collection: MediaCollection.ID) -> Schedule {
            let classic = Schedule.classic(
                ClassicSchedule(items: [ScheduleItem(collection: collection)]))
            let sources = [ScheduleSource(collection: collection, order: .shuffle)]
            switch self {
            case .classic: return classic
            case .alternating:
                let balance = Schedule.balance(BalanceSchedule(sources: sources))
                return .alternating(
                    AlternatingSchedule(
                        base: classic,
                        alternates: [
                            Alternate(days: DayRule(weekdays: [.wed, .fri]), schedule: balance)
                        ]))
            case .blocks:
                let block = Block(
                    name: "News", length: .hours(2), items: [BlockItem(collection: collection)])
                let template = BlockTemplate(
                    name: "Day", entries: [.init(start: 43_200, block: "News")])
                return .blocks(
                    BlockSchedule(
                        blocks: [block], templates: [template],
                        calendar: [BlockDay(template: "Day")]))
            case .slots:
                return .slots(
                    SlotSchedule(slots: [
                        Slot(start: 0, sources: sources), Slot(start: 50_000, sources: sources),
                    ]))
            case .balance: return .balance(BalanceSchedule(sources: sources))
            }
        }
    }

    private func text(_ schedule: Schedule) throws -> String {
        String(decoding: try JSONEncoder().encode(schedule), as: UTF8.self)
    }

    @Test(arguments: StoredKind.allCases)
    func everyKindOfScheduleIsBuiltAhead(kind: StoredKind) async throws {
        try await shelf.add("a", "b", "c", seconds: 3_000)
        let schedule = kind.schedule(shelf.collection)
        let channel = try await shelf.addChannel("Films", playing: text(schedule))
        for _ in 0..<4 {
            await shelf.start().keeper.tendAll()
            shelf.clock.advance(.hours(7))
        }
        await shelf.start().keeper.tendAll()

        let items = try await items(channel)
        #expect(zip(items, items.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(items.last.map { $0.finish >= now + .hours(66) } == true)
        #expect(items.contains { $0.media != nil })
        let other = try await Shelf()
        try await other.add("a", "b", "c", seconds: 3_000)
        let once = try await other.addChannel("Films", playing: text(schedule))
        await other.start().keeper.tendAll()
        let first = try await other.store.timeline(
            of: once, from: now, to: Shelf.noon + .hours(60))
        #expect(items.filter { $0.finish > now }.starts(with: first))
    }

    @Test func aMirrorFollowsItsChannel() async throws {
        try await shelf.add("a", "b", "c", seconds: 700)
        let mirror = try await shelf.addChannel(
            "Later", playing: text(.mirror(.init(channel: Channel.ID(2), offset: .hours(1)))))
        let channel = try await shelf.addChannel("Films")
        #expect(channel == Channel.ID(2))
        await shelf.start().keeper.tendAll()
        shelf.clock.advance(.hours(5))
        try await shelf.add("d")
        await shelf.start().keeper.tendAll()

        let there = try await items(channel)
        let here = try await items(mirror)
        #expect(zip(here, here.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(here.last.map { $0.finish >= now + .hours(66) } == true)
        for hour in 0..<60 {
            let time = now + .hours(hour)
            let shown = here.first { $0.start <= time && time < $0.finish }
            let shownThere = there.first {
                $0.start + .hours(1) <= time && time < $0.finish + .hours(1)
            }
            #expect(shown?.media == shownThere?.media)
        }
        #expect(Set(here.compactMap(\.media)).count == 4)
    }

    @Test func channelsThatMirrorEachOtherAreOffTheAir() async throws {
        _ = try await shelf.addChannel("One", playing: text(.mirror(.init(channel: Channel.ID(2)))))
        let other = try await shelf.addChannel(
            "Other", playing: text(.mirror(.init(channel: Channel.ID(1)))))
        await shelf.start().keeper.tendAll()

        #expect(try await items(other).allSatisfy { $0.kind == .deadAir })
    }

    @Test func aViewerOfDeadAirSeesSoonThatTheLibraryHasFilled() async throws {
        let channel = try await shelf.addChannel("Films")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        let items = try await keeper.streamItems(
            on: channel, from: now, until: now + .seconds(300))
        // The card is on until the full hour, but a worker asks again before.
        #expect(items.last?.finish == now + .seconds(300))
    }
}
