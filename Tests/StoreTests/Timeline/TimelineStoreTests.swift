import Broadcast
import Store
import Testing

@Suite struct TimelineStoreTests {
    let store: Store
    let channel: Channel.ID

    init() async throws {
        store = try await Store(path: ":memory:")
        let id = try await store.addChannel(
            ChannelDraft(name: "One"),
            playing: StoredSchedule(schedule: "{}", zone: "UTC", seed: 0))
        channel = try #require(id)
    }

    private func item(_ start: Int64, _ finish: Int64) -> PlayoutItem {
        PlayoutItem(
            media: nil, start: AirTime(seconds: start), finish: AirTime(seconds: finish),
            inPoint: .milliseconds(1_500), kind: .deadAir, title: "Soon", guideGroup: 7,
            guideFinish: start == 10 ? AirTime(seconds: 99) : nil)
    }

    private func anchor(_ instant: Int64, _ text: String = "{}") -> StoredAnchor {
        StoredAnchor(instant: AirTime(seconds: instant), anchor: text)
    }

    private func timeline(_ from: Int64 = 0, _ to: Int64 = 1_000) async throws -> [PlayoutItem] {
        try await store.timeline(
            of: channel, from: AirTime(seconds: from), to: AirTime(seconds: to))
    }

    private func extend(
        from: Int64, _ items: [PlayoutItem], _ anchors: [StoredAnchor] = [], forget: Int64? = nil
    ) async throws {
        try await store.extendTimeline(
            of: channel, from: AirTime(seconds: from), with: items, anchors: anchors,
            forgetBefore: forget.map { AirTime(seconds: $0) })
    }

    @Test func itemsComeBackAsTheyWereBuilt() async throws {
        let items = [item(0, 10), item(10, 25), item(30, 40)]
        try await extend(from: 0, items)

        #expect(try await timeline() == items)
        #expect(try await store.timelineEnd(of: channel) == AirTime(seconds: 40))
    }

    @Test(arguments: [
        (0, 1, [0]), (9, 10, [0]), (10, 11, [10]), (9, 11, [0, 10]), (25, 30, []),
        (24, 31, [10, 30]),
    ])
    func aWindowHasWhatIsOnAirInIt(from: Int64, to: Int64, starts: [Int64]) async throws {
        try await extend(from: 0, [item(0, 10), item(10, 25), item(30, 40)])

        #expect(try await timeline(from, to).map(\.start.seconds) == starts)
    }

    @Test func anOverlapWithWhatIsThereChangesNothing() async throws {
        try await extend(from: 0, [item(0, 10)], [anchor(10, "old")])

        await #expect(
            throws: StoreError.overlap(channel: channel, at: AirTime(seconds: 9))
        ) {
            try await extend(from: 9, [item(9, 20)], [anchor(20, "new")])
        }
        #expect(try await timeline() == [item(0, 10)])
        #expect(try await store.anchors(of: channel) == [anchor(10, "old")])
    }

    @Test func anOverlapWithinTheNewItemsChangesNothing() async throws {
        await #expect(
            throws: StoreError.overlap(channel: channel, at: AirTime(seconds: 9))
        ) {
            try await extend(from: 0, [item(0, 10), item(9, 20)])
        }
        #expect(try await timeline().isEmpty)
    }

    @Test func aRebuildReplacesTheFutureOnly() async throws {
        try await extend(
            from: 0, [item(0, 10), item(10, 20), item(20, 30)],
            [anchor(10, "a"), anchor(20, "b"), anchor(30, "c")])

        try await extend(from: 10, [item(10, 50)], [anchor(50, "d")])

        #expect(try await timeline() == [item(0, 10), item(10, 50)])
        #expect(try await store.anchors(of: channel) == [anchor(10, "a"), anchor(50, "d")])
    }

    @Test func thePastIsForgottenButNotWhatIsOnAir() async throws {
        try await extend(
            from: 0, [item(0, 10), item(10, 20), item(20, 30)], [anchor(9), anchor(20)],
            forget: 15)

        #expect(try await timeline() == [item(10, 20), item(20, 30)])
        #expect(try await store.anchors(of: channel) == [anchor(20)])
    }

    @Test func channelsDoNotShareATimeline() async throws {
        let other = try await store.addChannel(
            ChannelDraft(name: "Two"),
            playing: StoredSchedule(schedule: "{}", zone: "UTC", seed: 0))
        try await extend(from: 0, [item(0, 10)])

        try await store.extendTimeline(
            of: #require(other), from: AirTime(seconds: 5), with: [item(5, 20)], anchors: [])

        #expect(try await timeline() == [item(0, 10)])
    }

    @Test func aTimelineGoesWithItsChannel() async throws {
        try await extend(from: 0, [item(0, 10)], [anchor(10)])

        try await store.removeChannel(channel)

        #expect(try await timeline().isEmpty)
        #expect(try await store.anchors(of: channel).isEmpty)
    }
}
