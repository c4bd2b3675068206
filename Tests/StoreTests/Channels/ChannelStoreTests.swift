import Broadcast
import Store
import Testing

@Suite struct ChannelStoreTests {
    let store: Store
    let schedule = StoredSchedule(schedule: "{}", zone: "UTC", seed: .max)

    init() async throws {
        store = try await Store(path: ":memory:")
    }

    private func add(_ name: String, _ number: ChannelNumber? = nil) async throws -> Channel.ID {
        let draft = ChannelDraft(name: name, profile: .sd480)
        let id = try await store.addChannel(
            draft, numbered: number, playing: schedule)
        return try #require(id)
    }

    @Test func channelsComeInTheOrderOfTheirNumbers() async throws {
        for number in ["10", "5.10", "5.2", "5", "9"] {
            _ = try await add(number, ChannelNumber(number))
        }
        #expect(try await store.channels().map(\.name) == ["5", "5.2", "5.10", "9", "10"])
    }

    @Test func aChannelComesBackAsItWasSaved() async throws {
        let id = try await add("News")
        var channel = try #require(await store.channel(id))
        #expect(channel.profile == .sd480)
        channel.number = ChannelNumber(7, 1)
        channel.name = "Uutiset"
        channel.group = "Suomi"
        channel.isFavourite = true
        channel.isHidden = true
        channel.profile = .hd1080

        try await store.save(channel)

        #expect(try await store.channel(id) == channel)
        #expect(try await store.channel(numbered: ChannelNumber(7, 1)) == channel)
        #expect(try await store.channel(numbered: ChannelNumber(7)) == nil)
    }

    @Test func aNumberBelongsToOneChannel() async throws {
        _ = try await add("One", ChannelNumber(4))

        await #expect(throws: StoreError.self) { try await add("Two", ChannelNumber(4)) }
        #expect(try await store.channels().map(\.name) == ["One"])
    }

    @Test func theNextNumberIsAfterEveryOther() async throws {
        _ = try await add("One")
        _ = try await add("Twelve", ChannelNumber(12, 5))
        let id = try await add("Thirteen")

        #expect(try await store.channel(id)?.number == ChannelNumber(13))
    }

    @Test func anAutomaticChannelIsMadeOnce() async throws {
        let draft = ChannelDraft(name: "Test card", madeFor: "card")
        let first = try await store.addChannel(draft, playing: schedule)
        let second = try await store.addChannel(draft, playing: schedule)

        #expect(first != nil)
        #expect(second == nil)
        #expect(try await store.channels().count == 1)
    }

    @Test func theScheduleIsKeptWithItsChannel() async throws {
        let id = try await add("One")
        #expect(try await store.schedule(of: id) == schedule)

        let other = StoredSchedule(schedule: "{\"kind\":1}", zone: "Europe/Helsinki", seed: 1)
        try await store.setSchedule(other, of: id)
        #expect(try await store.schedule(of: id) == other)

        try await store.removeChannel(id)
        #expect(try await store.schedule(of: id) == nil)
    }

    @Test func theIdOfARemovedChannelIsNotUsedAgain() async throws {
        let first = try await add("One")
        try await store.removeChannel(first)

        #expect(try await add("Two") > first)
    }
}
