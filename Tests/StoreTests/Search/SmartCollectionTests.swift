import Broadcast
import Testing

@testable import Store

@Suite struct SmartCollectionTests {
    private let library: LibraryFixture
    private let moment = QueryMoment(now: AirTime(seconds: 100_000))

    init() async throws {
        library = try await LibraryFixture()
        try await library.find(["a.mkv", "b.mkv"].map { LibraryFixture.file($0) })
        try await library.probeAll()
    }

    @Test func itHoldsWhatItsSearchFindsNow() async throws {
        let id = try await save("A", "title:a")
        #expect(try await titles(id) == ["Title of a.mkv"])
        let stamp = try await library.store.collectionStamp(id, at: moment)

        try await library.find([LibraryFixture.file("a.mkv")], in: "more")
        try await library.probeAll()

        #expect(try await titles(id) == ["Title of a.mkv", "Title of a.mkv"])
        #expect(try await library.store.collectionStamp(id, at: moment) != stamp)
    }

    @Test func anotherQueryUnderTheSameNameReplacesIt() async throws {
        let id = try await save("A", "title:a")
        let stamp = try await library.store.collectionStamp(id, at: moment)

        #expect(try await save("a", "title:b") == id)
        #expect(try await titles(id) == ["Title of b.mkv"])
        #expect(try await library.store.collectionStamp(id, at: moment) != stamp)
        #expect(try await library.store.smartCollections().map(\.name) == ["a"])
    }

    @Test func itMayBeMadeOfOthers() async throws {
        _ = try await save("A", "title:a")
        _ = try await save("B", "title:b")
        let both = try await save("Both", "smart_collection:a OR smart_collection:\"B\"")

        #expect(try await titles(both).count == 2)
        let found = try await library.store.search("NOT smart_collection:a", at: moment)
        #expect(found.items.map(\.title) == ["Title of b.mkv"])
    }

    @Test func aCycleIsRefusedByName() async throws {
        _ = try await save("A", "title:a")
        _ = try await save("B", "smart_collection:A")

        await #expect(throws: QueryError(.cycle(["A", "B", "A"]), at: 18)) {
            try await save("A", "smart_collection:B")
        }
        await #expect(throws: QueryError(.cycle(["C", "C"]), at: 25)) {
            try await save("C", "a b OR smart_collection:c")
        }
        #expect(try await library.store.search("smart_collection:B", at: moment).total == 1)
    }

    @Test func whatIsNeededIsNotRemoved() async throws {
        _ = try await save("A", "title:a")
        _ = try await save("B", "smart_collection:a")
        await #expect(throws: SmartCollectionError.inUse("A", by: "the smart collection “B”")) {
            try await library.store.removeSmartCollection(named: "A")
        }
        try await library.store.removeSmartCollection(named: "b")
        try await library.store.removeSmartCollection(named: "a")
        #expect(try await library.store.smartCollections().isEmpty)
        await #expect(throws: SmartCollectionError.unknown("A")) {
            try await library.store.removeSmartCollection(named: "A")
        }
    }

    @Test func whatIsUnknownIsSaidWithItsPlace() async throws {
        await #expect(throws: QueryError(.unknownCollection("X"), at: 20)) {
            try await save("A", "a smart_collection:X")
        }
        await #expect(throws: SmartCollectionError.noName) { try await save(" ", "a") }
    }

    @Test func onlyQueriesThatSayTodayChangeWithTheDay() async throws {
        let plain = try await save("A", "title:a")
        let daily = try await save("B", "added_inthelast:\"1 week\"")
        let nested = try await save("C", "smart_collection:B")
        let tomorrow = QueryMoment(now: moment.now + .seconds(86_400))

        for (id, changes) in [(plain, false), (daily, true), (nested, true)] {
            let today = try await library.store.collectionStamp(id, at: moment)
            #expect((try await library.store.collectionStamp(id, at: tomorrow) != today) == changes)
        }
        let later = QueryMoment(now: moment.now + .seconds(86_400 * 30))
        #expect(try await library.store.collection(daily, at: later)?.items.isEmpty == true)
    }

    private func save(_ name: String, _ query: String) async throws -> MediaCollection.ID {
        try await library.store.saveSmartCollection(named: name, query: query, at: moment)
    }

    private func titles(_ id: MediaCollection.ID) async throws -> [String] {
        try await library.store.collection(id, at: moment)?.items.map(\.title) ?? []
    }
}
