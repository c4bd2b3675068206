import Broadcast
import Store
import Testing

@Suite struct OwnCollectionTests {
    let library: LibraryFixture
    var store: Store { library.store }

    init() async throws {
        library = try await LibraryFixture()
        try await library.find(["a.mp4", "b.mp4", "c.mp4"].map { LibraryFixture.file($0) })
        try await library.find([LibraryFixture.file("d.mp4")], in: "Films")
        try await library.probeAll()
    }

    private func id(_ name: String) async throws -> Media.ID {
        try await library.id(name, in: name == "d.mp4" ? "Films" : "")
    }

    private func add(_ name: String, _ mix: MediaMix) async throws -> MediaCollection.ID {
        try await store.addOwnCollection(named: name, mix).id
    }

    private func titles(_ id: MediaCollection.ID) async throws -> [String] {
        let collection = try #require(await store.collection(id, at: .any))
        return collection.items.map { String($0.title.dropFirst("Title of ".count).prefix(1)) }
    }

    @Test func aListKeepsTheOwnersOrderAndRepetitions() async throws {
        let (a, c, d) = (try await id("a.mp4"), try await id("c.mp4"), try await id("d.mp4"))
        let own = try await add("Mine", .list([c, d, a, c]))
        #expect(try await titles(own) == ["c", "d", "a", "c"])

        var gone = FolderChanges()
        gone.missing = [c]
        try await library.apply(gone)
        let items = try #require(await store.collection(own, at: .any)).items
        #expect(items.map(\.isMissing) == [true, false, false, true])
        #expect(try await store.playableFacts(in: own, limit: 9, at: .any).count == 2)
        let entry = try #require(await store.collectionEntries(at: .any).first { $0.id == own })
        #expect(entry.isOwn)
        #expect(entry.items == 2)
        #expect(entry.length == .seconds(120))
    }

    @Test func rerunsNameTheCollectionThatHasTheirFirstRuns() async throws {
        let first = try await add("First", .list([try await id("a.mp4"), try await id("b.mp4")]))
        let again = try await add("Again", .rerun(first))
        #expect(try await titles(again) == ["a", "b"])
        #expect(try await store.collection(again, at: .any)?.rerunOf == first)
        #expect(try await store.collection(first, at: .any)?.rerunOf == nil)
        await #expect(throws: OwnCollectionError.cycle(["First", "Again", "First"])) {
            try await store.change(first) { $0.mix = .rerun(again) }
        }
    }

    @Test func aPlaylistMayBeMadeOfASearchAndAnotherCollection() async throws {
        let film = try await store.saveSmartCollection(named: "D", query: "d", at: .any)
        let rest = try await add(
            "Rest", .list([try await id("a.mp4"), try await id("b.mp4"), try await id("c.mp4")]))
        let own = try await add(
            "Evening",
            .playlist([
                .init(content: .collection(rest), count: 2),
                .init(content: .collection(film), count: nil, isShown: false),
            ]))
        #expect(try await titles(own) == ["a", "b", "d", "c", "a", "d", "b", "c", "d"])
        let items = try #require(await store.collection(own, at: .any)).items
        #expect(items.map(\.isShown).prefix(3) == [true, true, false])
        #expect(items.map(\.entryRest).prefix(3) == [2, 1, 1])

        let both = try await add("Both", .multi([film, rest]))
        #expect(try await titles(both) == ["d", "a", "b", "c"])
        let groups = try #require(await store.collection(both, at: .any)).items.map(\.group)
        #expect(groups == ["D", "Rest", "Rest", "Rest"])
    }

    @Test func aCollectionThatWouldContainItselfIsRefused() async throws {
        let one = try await add("One", .list([]))
        let two = try await add("Two", .multi([one]))
        await #expect(throws: OwnCollectionError.cycle(["One", "Two", "One"])) {
            try await store.change(one) { $0.mix = .multi([two]) }
        }
        await #expect(throws: OwnCollectionError.cycle(["Two", "Two"])) {
            try await store.change(two) {
                $0.mix = .playlist([.init(content: .collection(two), count: nil)])
            }
        }
        #expect(try await store.ownCollection(one)?.mix == .list([]))
    }

    @Test func collectionsAreNotNestedForEver() async throws {
        var last = try await add("0", .list([try await id("a.mp4")]))
        for depth in 1...7 { last = try await add("\(depth)", .multi([last])) }
        #expect(try await titles(last) == ["a"])
        let deepest = last
        await #expect(throws: OwnCollectionError.tooDeep) {
            try await add("8", .multi([deepest]))
        }
    }

    @Test func whatIsNotThereCannotBePutTogether() async throws {
        await #expect(throws: OwnCollectionError.noFile(Media.ID(99))) {
            try await add("One", .list([Media.ID(99)]))
        }
        await #expect(throws: OwnCollectionError.noCollection(MediaCollection.ID(99))) {
            try await add("One", .multi([MediaCollection.ID(99)]))
        }
        _ = try await add("One", .list([]))
        await #expect(throws: OwnCollectionError.taken("ONE")) { try await add("ONE", .list([])) }
    }

    @Test func whatIsUsedStaysAndWhatChangesIsTold() async throws {
        let one = try await add("One", .list([try await id("a.mp4")]))
        let two = try await add("Two", .multi([one]))
        let stamp = try await store.collectionStamp(two, at: .any)
        _ = try await store.change(one) { $0.mix = .list([]) }
        #expect(try await store.collectionStamp(two, at: .any) != stamp)

        await #expect(throws: OwnCollectionError.inUse("One", by: "the collection “Two”")) {
            try await store.removeOwnCollection(one)
        }
        #expect(try await store.removeOwnCollection(two))
        #expect(try await store.removeOwnCollection(one))
        #expect(try await !store.removeOwnCollection(one))
    }
}
