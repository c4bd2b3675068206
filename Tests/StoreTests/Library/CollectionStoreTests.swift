import Broadcast
import Store
import Testing

@Suite struct CollectionStoreTests {
    let library: LibraryFixture
    var store: Store { library.store }

    init() async throws {
        library = try await LibraryFixture()
        try await library.find([LibraryFixture.file("root.mp4")])
        try await library.find(
            [LibraryFixture.file("b.mp4"), LibraryFixture.file("a.mp4")], in: "Films")
        try await library.find([LibraryFixture.file("c.mp4")], in: "Films/Old")
        try await library.find([LibraryFixture.file("d.mp4")], in: "Series")
        try await library.probeAll()
    }

    private func titles(_ scope: CollectionScope) async throws -> [String] {
        let id = try await store.collection(of: scope, name: "Name")
        let collection = try #require(await store.collection(id, at: .any))
        return collection.items.map { String($0.title.dropFirst("Title of ".count)) }
    }

    @Test func aShelfHasAllThatIsBelowIt() async throws {
        let shelf = CollectionScope.shelf(library.source, "Films")
        #expect(try await titles(shelf) == ["a.mp4", "b.mp4", "c.mp4"])
        #expect(
            try await titles(.everything) == ["a.mp4", "b.mp4", "c.mp4", "d.mp4", "root.mp4"])
        #expect(try await titles(.source(library.source)).count == 5)
        #expect(try await store.shelves(of: library.source) == ["Films", "Series"])
    }

    @Test func aCollectionIsMadeOnce() async throws {
        let first = try await store.collection(of: .everything, name: "One")
        let second = try await store.collection(of: .everything, name: "Two")

        #expect(first == second)
        #expect(try await store.collection(first, at: .any)?.name == "One")
        #expect(try await store.collection(MediaCollection.ID(99), at: .any) == nil)
    }

    @Test func whatIsMissingStaysAndIsMarked() async throws {
        let shelf = try await store.collection(of: .shelf(library.source, "Films"), name: "Films")
        var changes = FolderChanges()
        changes.missing = [try await library.id("a.mp4", in: "Films")]
        try await library.apply(changes, in: "Films")

        let items = try #require(await store.collection(shelf, at: .any)).items
        #expect(items.map(\.isMissing) == [true, false, false])
        #expect(try await store.playableFacts(in: shelf, limit: 9, at: .any).count == 2)
    }

    @Test func whatIsMissingIsForgottenOnlyWhenAsked() async throws {
        let (a, b) = (
            try await library.id("a.mp4", in: "Films"), try await library.id("b.mp4", in: "Films")
        )
        let own = try await store.addOwnCollection(named: "Own", .list([a, b])).id
        var changes = FolderChanges()
        changes.missing = [a]
        try await library.apply(changes, in: "Films")

        #expect(try await store.forgetMissing(b) == 0)
        #expect(try await store.forgetMissing(a) == 1)
        #expect(try await store.mediaItem(a) == nil)
        #expect(try await store.collection(own, at: .any)?.items.map(\.id) == [b])
        changes.missing = [b]
        try await library.apply(changes, in: "Films")
        #expect(try await store.forgetMissing() == 1)
        #expect(try await store.forgetMissing() == 0)
    }

    @Test func anExtraIsInNoCollection() async throws {
        let shelf = CollectionScope.shelf(library.source, "Series")
        let extra = FoundFile(
            name: "trailer.mp4", signature: FileSignature(size: 1, modified: 1, inode: 1),
            naming: MediaNaming(title: "Trailer", sortKey: "t", isExtra: true))
        try await library.find([extra], in: "Series")
        try await library.probeAll()

        #expect(try await titles(shelf) == ["d.mp4"])
    }

    @Test func ofSeveralVersionsTheTallestThatIsThereIsInTheCollection() async throws {
        let shelf = CollectionScope.shelf(library.source, "New")
        let heights = ["small.mp4": 480, "tall.mp4": 1080, "twin.mp4": 1080]
        try await library.find(
            heights.keys.sorted().map { name in
                FoundFile(
                    name: name, signature: FileSignature(size: 1, modified: 1, inode: 1),
                    naming: MediaNaming(title: "Title of \(name)", sortKey: name, version: "film"))
            }, in: "New/Film")
        let files = try await store.knownFiles(in: "New/Film", of: library.source)
        _ = try await store.record(
            files.map { file in
                var facts = LibraryFixture.facts()
                facts.video?.height = heights[file.name] ?? 0
                return ProbeOutcome(id: file.id, finding: .playable(facts))
            }, of: library.source)
        #expect(try await titles(shelf) == ["tall.mp4"])

        var changes = FolderChanges()
        changes.missing = files.filter { $0.name.hasPrefix("t") }.map(\.id)
        try await library.apply(changes, in: "New/Film")
        #expect(try await titles(shelf) == ["small.mp4"])
    }

    @Test func mediaAreNamedAnew() async throws {
        let files = try await store.namedFiles(of: library.source, after: nil, limit: 2)
        #expect(files.map(\.path) == ["root.mp4", "Films/b.mp4"])
        #expect(try await store.namingEdition(of: library.source) == 0)

        try await store.name(
            files.map { ($0.id, MediaNaming(title: "New", sortKey: "zz", show: "S", season: 1)) })
        try await store.setNamingEdition(3, of: library.source)

        #expect(try await store.media([files[0].id])[files[0].id]?.title == "New")
        #expect(try await store.namingEdition(of: library.source) == 3)
    }

    @Test func itsStampTellsOfEveryChangeInItAndOfNoOther() async throws {
        let films = try await store.collection(of: .shelf(library.source, "Films"), name: "F")
        let series = try await store.collection(of: .shelf(library.source, "Series"), name: "S")
        let all = try await store.collection(of: .everything, name: "A")
        let before = try await [films, series, all].asyncMap {
            try await store.collectionStamp($0, at: .any)
        }

        try await library.find([LibraryFixture.file("e.mp4")], in: "Films/New")
        try await library.probeAll()

        let after = try await [films, series, all].asyncMap {
            try await store.collectionStamp($0, at: .any)
        }
        #expect(after[0] != before[0])
        #expect(after[1] == before[1])
        #expect(after[2] != before[2])
    }

    @Test func aSourceThatIsNotWantedSleepsWithItsMediaAndWakesWithThem() async throws {
        let other = SourceDraft(kind: .folder, location: "/other", name: "Other")
        let sources = try await store.useSources([other])
        #expect(sources.map(\.location) == ["/other"])
        #expect(try await titles(.everything) == [])
        #expect(try await store.mediaCounts() == [:])

        _ = try await store.useSources([LibraryFixture.folder, other])
        #expect(try await titles(.everything).count == 5)
    }

    @Test func aChannelOfASleepingSourceSleepsAndKeepsItsNumber() async throws {
        let schedule = StoredSchedule(schedule: "{}", zone: "UTC", seed: 0)
        let draft = ChannelDraft(name: "Films", madeFor: "films", source: library.source)
        _ = try await store.addChannel(draft, playing: schedule)
        _ = try await store.useSources([])
        #expect(try await store.channels().isEmpty)

        _ = try await store.addChannel(ChannelDraft(name: "Two"), playing: schedule)
        _ = try await store.useSources([LibraryFixture.folder])
        #expect(try await store.channels().map(\.number) == [ChannelNumber(1), ChannelNumber(2)])
    }

    @Test func aProfileIsChosenOnce() async throws {
        let shelf = CollectionScope.shelf(library.source, "Films")
        let collection = try await store.collection(of: shelf, name: "Films")
        let draft = ChannelDraft(name: "Films", madeFor: shelf.key, isSettled: false)
        let added = try await store.addChannel(
            draft, playing: StoredSchedule(schedule: "{}", zone: "UTC", seed: 0))
        let channel = try #require(added)
        #expect(try await store.unsettledChannels().map(\.1) == [collection])

        try await store.settle(channel, .sd480)
        try await store.settle(channel, .hd1080)

        #expect(try await store.channel(channel)?.profile == .sd480)
        #expect(try await store.unsettledChannels().isEmpty)
    }

    @Test func thePlaceOfASourceThatCannotBeReadIsToldApart() async throws {
        try await store.note(problem: "It is gone.", of: library.source)
        #expect(try await store.sources().map(\.problem) == ["It is gone."])
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ make: (Element) async throws -> T) async throws -> [T] {
        var results: [T] = []
        for element in self { results.append(try await make(element)) }
        return results
    }
}
