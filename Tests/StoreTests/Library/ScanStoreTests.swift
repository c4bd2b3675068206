import Broadcast
import Store
import Testing

@Suite struct ScanStoreTests {
    let library: LibraryFixture
    var store: Store { library.store }

    init() async throws {
        library = try await LibraryFixture()
    }

    @Test func aFoundFileIsKnownAndWaitsForItsProbe() async throws {
        let file = LibraryFixture.file("a.mp4", size: 5, inode: .max)
        try await library.find([file], in: "Films/Old")

        let known = try await store.knownFiles(in: "Films/Old", of: library.source)
        #expect(known.map(\.name) == ["a.mp4"])
        #expect(known.map(\.signature) == [file.signature])
        #expect(known.map(\.state) == [.new])
        let waiting = try await store.filesToProbe(of: library.source, after: nil, limit: 9)
        #expect(waiting.map(\.path) == ["/media/Films/Old/a.mp4"])
        #expect(waiting.map(\.size) == [5])
        #expect(try await store.countOfFilesToProbe(of: library.source) == 1)
        #expect(try await store.knownFolders(of: library.source) == ["Films/Old"])
    }

    @Test func filesWaitInPagesAndEachOnce() async throws {
        try await library.find((0..<10).map { LibraryFixture.file("\($0).mp4") })

        var seen: [String] = []
        var last: Media.ID?
        while case let page = try await store.filesToProbe(
            of: library.source, after: last, limit: 4), !page.isEmpty
        {
            seen += page.map(\.path)
            last = page.last?.id
        }
        #expect(seen == (0..<10).map { "/media/\($0).mp4" })
    }

    @Test func aProbedFileIsPlayable() async throws {
        try await library.find([LibraryFixture.file("a.mp4")], in: "Films")
        try await library.probeAll()

        let id = try await library.id("a.mp4", in: "Films")
        let media = try #require(await store.media([id])[id])
        #expect(media.path == "/media/Films/a.mp4")
        #expect(media.title == "Title of a.mp4")
        #expect(media.facts == LibraryFixture.facts())
        #expect(try await store.unplayable([id]).isEmpty)
    }

    @Test func aFileThatCannotBePlayedKeepsTheReason() async throws {
        try await library.find([LibraryFixture.file("a.mp4"), LibraryFixture.file("b.mp4")])
        let a = try await library.id("a.mp4")
        let b = try await library.id("b.mp4")

        _ = try await store.record(
            [
                ProbeOutcome(id: a, finding: .unplayable(reason: "It is a text.")),
                ProbeOutcome(id: b, finding: .playable(LibraryFixture.facts(0))),
            ], of: library.source)

        #expect(
            try await store.unplayable([a, b]) == [a: "It is a text.", b: "It has no length."])
        #expect(try await store.media([a, b]).isEmpty)
        #expect(try await store.countOfFilesToProbe(of: library.source) == 0)
        #expect(try await store.mediaCounts() == [.unplayable: 2])
    }

    @Test func aMissingFileReturnsWithAllThatWasKnown() async throws {
        try await library.find([LibraryFixture.file("a.mp4")])
        try await library.probeAll()
        let id = try await library.id("a.mp4")
        var changes = FolderChanges()
        changes.missing = [id]
        try await library.apply(changes)
        #expect(try await store.unplayable([id]) == [id: "Its file is missing."])
        #expect(try await store.knownFolders(of: library.source).isEmpty)

        changes = FolderChanges()
        changes.returned = [id]
        try await library.apply(changes)

        #expect(try await store.media([id]).count == 1)
    }

    @Test func aReturnedFileThatNeverPlayedIsProbedAgain() async throws {
        try await library.find([LibraryFixture.file("a.mp4")])
        let id = try await library.id("a.mp4")
        _ = try await store.record(
            [ProbeOutcome(id: id, finding: .unplayable(reason: "Damaged."))], of: library.source)
        var changes = FolderChanges()
        changes.missing = [id]
        try await library.apply(changes)

        changes = FolderChanges()
        changes.returned = [id]
        try await library.apply(changes)

        #expect(try await library.state("a.mp4") == .new)
    }

    @Test func aChangedFileIsProbedAgainAndKeepsItsId() async throws {
        try await library.find([LibraryFixture.file("a.mp4")])
        try await library.probeAll()
        let id = try await library.id("a.mp4")
        var changes = FolderChanges()
        changes.changed = [.init(id: id, file: LibraryFixture.file("a.mp4", size: 999))]
        try await library.apply(changes)

        #expect(try await library.state("a.mp4") == .new)
        #expect(try await store.unplayable([id]) == [id: "It was not probed yet."])
        let waiting = try await store.filesToProbe(of: library.source, after: nil, limit: 9)
        #expect(waiting == [ProbeCandidate(id: id, path: "/media/a.mp4", size: 999)])
    }

    @Test func aMovedFileIsTheSameMedia() async throws {
        try await library.find([LibraryFixture.file("a.mp4", inode: 12)], in: "Old")
        try await library.probeAll()
        let id = try await library.id("a.mp4", in: "Old")
        var changes = FolderChanges()
        changes.missing = [id]
        try await library.apply(changes, in: "Old")
        try await library.find([LibraryFixture.file("b.mp4", inode: 12)], in: "New")

        #expect(try await store.reuniteMoved(in: library.source) == 1)

        #expect(try await library.id("b.mp4", in: "New") == id)
        #expect(try await store.media([id])[id]?.path == "/media/New/b.mp4")
        #expect(try await store.media([id])[id]?.title == "Title of b.mp4")
        #expect(try await store.knownFiles(in: "Old", of: library.source).isEmpty)
    }

    @Test(arguments: [
        LibraryFixture.file("b.mp4", size: 101, inode: 12),
        LibraryFixture.file("b.mp4", inode: 13),
        LibraryFixture.file("b.mp4", inode: 0),
    ])
    func anotherFileIsNotTakenForAMovedOne(file: FoundFile) async throws {
        try await library.find([LibraryFixture.file("a.mp4", inode: 12)])
        try await library.probeAll()
        var changes = FolderChanges()
        changes.missing = [try await library.id("a.mp4")]
        changes.new = [file]
        try await library.apply(changes)

        #expect(try await store.reuniteMoved(in: library.source) == 0)
        #expect(try await library.state("b.mp4") == .new)
    }

    @Test func twoNewCopiesOfAMissingFileTakeItsPlaceOnce() async throws {
        try await library.find([LibraryFixture.file("a.mp4", inode: 12)])
        try await library.probeAll()
        var changes = FolderChanges()
        changes.missing = [try await library.id("a.mp4")]
        changes.new = ["b.mp4", "c.mp4"].map { LibraryFixture.file($0, inode: 12) }
        try await library.apply(changes)

        #expect(try await store.reuniteMoved(in: library.source) == 1)
        #expect(try await store.mediaCounts() == [.ok: 1, .new: 1])
    }
}
