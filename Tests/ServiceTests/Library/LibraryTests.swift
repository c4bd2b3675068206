import Broadcast
import Logging
import Store
import Testing
import Wire

@testable import Service

@Suite struct LibraryTests {
    let folder: MediaFolder
    let store: Store
    let workers = FakeWorkers()

    init() async throws {
        folder = try MediaFolder()
        store = try await Store(path: ":memory:")
    }

    private func library(_ folders: [String], demo: Bool = false) async throws -> Library {
        var settings = Settings().library
        settings.folders = folders
        settings.demo = demo
        let library = Library(
            store: store,
            configuration: .init(settings: settings, profile: .hd720, dataFolder: folder.path),
            workers: workers, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { AirTime(seconds: 1_000) }, seed: { 7 }, changed: {})
        try await library.prepare()
        return library
    }

    private var lineup: [String] {
        get async throws { try await store.channels().map { "\($0.number) \($0.name)" } }
    }

    @Test func aNewInstallationHasChannelOneAndTheTestCardAtOnce() async throws {
        _ = try await library([])
        #expect(try await lineup == ["1 Everything", "999 Test card"])
        let card = try #require(await store.channel(numbered: ChannelNumber(999)))
        #expect(
            try await store.schedule(of: card.id)?.schedule
                == #"{"kind":"card","title":"Test card"}"#)
    }

    @Test func eachFolderOfTheFirstLevelBecomesAChannel() async throws {
        for name in ["b/1.mp4", "a/x/2.mp4", "a/3.mp4", "root.mp4", "pictures/p.jpg"] {
            try folder.write(name)
        }
        let library = try await library([folder.path])
        await library.scanOnce()

        #expect(try await lineup == ["1 Everything", "2 a", "3 b", "999 Test card"])
        #expect(library.progress.found == 4)
        #expect(library.progress.new == 4)
        #expect(library.progress.probed == 4)
        #expect(library.progress.phase == .idle)
        #expect(try await store.mediaCounts() == [.ok: 4])
    }

    @Test func numbersStayOverRescansAndRestarts() async throws {
        try folder.write("b/1.mp4")
        try await library([folder.path]).scanOnce()
        try folder.write("a/1.mp4")
        try await library([folder.path]).scanOnce()
        try folder.remove("b")
        let last = try await library([folder.path])
        await last.scanOnce()

        #expect(try await lineup == ["1 Everything", "2 b", "3 a", "999 Test card"])
        #expect(last.progress.missing == 1)
        #expect(try await store.mediaCounts() == [.ok: 1, .missing: 1])
    }

    @Test func aRescanWithoutChangesAsksNoWorker() async throws {
        try folder.write("a/1.mp4")
        let library = try await library([folder.path])
        await library.scanOnce()
        let launched = workers.launched
        await library.scanOnce()

        #expect(workers.launched == launched)
        #expect(!library.progress.isNews)
        #expect(library.progress.found == 1)
    }

    @Test func aSourceThatWasNamedByOldRulesIsNamedAnew() async throws {
        try folder.write("a/Film (2001).mp4")
        let library = try await library([folder.path])
        await library.scanOnce()
        let source = try await store.sources()[0].id
        let id = try await store.knownFiles(in: "a", of: source)[0].id
        try await store.name([(id, MediaNaming(title: "old", sortKey: "old"))])
        try await store.setNamingEdition(0, of: source)
        await library.scanOnce()

        #expect(try await store.media([id])[id]?.title == "Film")
    }

    @Test func aMovedFileKeepsItsId() async throws {
        try folder.write("a/1.mp4")
        let library = try await library([folder.path])
        await library.scanOnce()
        let source = try await store.sources()[0].id
        let before = try await store.knownFiles(in: "a", of: source).map(\.id)
        try folder.write("c/other.mp4")
        try folder.move("a/1.mp4", to: "c/renamed.mp4")
        await library.scanOnce()

        let after = try await store.knownFiles(in: "c", of: source)
        #expect(after.first { $0.name == "renamed.mp4" }?.id == before.first)
        #expect(library.progress.moved == 1)
        #expect(library.progress.new == 1)
    }

    @Test func aSourceThatVanishesKeepsAllThatIsKnown() async throws {
        try folder.write("Media/a/1.mp4")
        let path = "\(folder.path)/Media"
        let library = try await library([path])
        await library.scanOnce()
        try folder.move("Media", to: "Elsewhere")
        await library.scanOnce()

        let problem = SourceProblem.emptied(path)
        #expect(try await store.mediaCounts() == [.ok: 1])
        #expect(library.progress.problems == [problem.description])
        #expect(try await store.sources().map(\.problem) == [problem.message])

        try folder.move("Elsewhere", to: "Media")
        await library.scanOnce()
        #expect(library.progress.problems.isEmpty)
        #expect(try await store.sources().map(\.problem) == [nil])
    }

    @Test func anUnmountedDiskKeepsAllThatIsKnown() async throws {
        try folder.write("Media/a/1.mp4")
        let path = "\(folder.path)/Media"
        let library = try await library([path])
        await library.scanOnce()
        try folder.remove("Media/a")
        await library.scanOnce()

        #expect(library.progress.problems == [SourceProblem.emptied(path).description])
        #expect(try await store.mediaCounts() == [.ok: 1])
    }

    @Test func oneBadSourceDoesNotKeepTheOthersFromBeingScanned() async throws {
        try folder.write("Media/a/1.mp4")
        let library = try await library(["/nowhere/at/all", "\(folder.path)/Media/"])
        await library.scanOnce()

        #expect(
            try await lineup == ["1 Everything", "2 Media", "3 a", "999 Test card"])
        #expect(library.progress.problems.count == 1)
    }

    @Test func aFileThatKillsItsWorkerCostsOnlyItself() async throws {
        for number in 0..<10 { try folder.write("a/\(number).mp4") }
        try folder.write("a/crash.mp4")
        try folder.write("a/hang.mp4")
        try folder.write("a/bad.mp4")
        try folder.write("a/empty.mp4", "")
        let library = try await library([folder.path])
        await library.scanOnce()

        #expect(try await store.mediaCounts() == [.ok: 10, .unplayable: 4])
        #expect(library.progress.failed == 4)
        let source = try await store.sources()[0].id
        let files = try await store.knownFiles(in: "a", of: source)
        let reasons = try await store.unplayable(files.map(\.id))
        #expect(
            Set(reasons.values) == [
                "It is damaged: the probe crashed on it.",
                "It is damaged: the probe got no further in 30 s on it.",
                "It is not media.", "The file is empty.",
            ])
    }

    @Test func withoutWorkersTheScanSaysWhyAndGoesOnNextTime() async throws {
        try folder.write("a/1.mp4")
        workers.refuse(SourceProblem.gone("libav"))
        let library = try await library([folder.path])
        await library.scanOnce()
        #expect(library.progress.problems == [SourceProblem.gone("libav").description])
        #expect(try await store.mediaCounts() == [.new: 1])

        workers.refuse(nil)
        await library.scanOnce()
        #expect(try await store.mediaCounts() == [.ok: 1])
    }

    @Test func theDemoLibraryIsMadeOnceAndGivesChannels() async throws {
        let library = try await library([], demo: true)
        workers.onDemo { try? folder.write("demo/Clips/1.mp4") }
        await library.scanOnce()
        await library.scanOnce()

        #expect(try await lineup == ["1 Everything", "2 Clips", "999 Test card"])
        #expect(workers.demos == ["\(folder.path)/demo"])
    }

    @Test func theDemoSleepsOnceThereIsALibrary() async throws {
        let demo = try await library([], demo: true)
        workers.onDemo { try? folder.write("demo/Clips/1.mp4") }
        await demo.scanOnce()
        try folder.write("Media/a/1.mp4")
        try await library(["\(folder.path)/Media"], demo: true).scanOnce()

        #expect(try await lineup == ["1 Everything", "3 a", "999 Test card"])
    }

    @Test func theProfileThatCopiesMostIsChosen() async throws {
        try folder.write("a/1.mp4")
        workers.video = MediaFacts.Video(codec: "h264", width: 1920, height: 1080)
        let library = try await library([folder.path])
        await library.scanOnce()

        #expect(try await store.channels().map(\.profile.name) == ["1080p", "1080p", "720p"])
    }
}
