import Broadcast
import Logging
import Store
import Synchronization
import Testing

@testable import Service

/// Scans of only what has changed.
@Suite struct PartialWalkTests {
    private let folder: MediaFolder
    private let store: Store
    private let source: LibrarySource
    private let listed = Listed()

    init() async throws {
        folder = try MediaFolder()
        store = try await Store(path: ":memory:")
        source = try await store.useSources([
            SourceDraft(kind: .folder, location: folder.path, name: "Media")
        ])[0]
        for name in ["a/1.mp4", "a/deep/2.mp4", "b/3.mp4"] { try folder.write(name) }
        try await walk()
    }

    @Test func onlyWhatHasChangedIsListed() async throws {
        try folder.write("a/4.mp4")
        try await walk(.init(folders: ["a"], unchanged: ["", "a/deep", "b"]))
        #expect(listed.take() == ["a"])
        #expect(try await states() == ["1.mp4", "2.mp4", "3.mp4", "4.mp4"])
    }

    @Test func aNewFolderIsListedWithAllThatIsInIt() async throws {
        try folder.write("c/d/5.mp4")
        try await walk(.init(folders: [""], unchanged: ["a", "a/deep", "b"]))
        #expect(listed.take() == ["", "c", "c/d"])
        #expect(try await states() == ["1.mp4", "2.mp4", "3.mp4", "5.mp4"])
    }

    @Test func aFolderThatIsGoneTakesWhatWasInItAndNothingElse() async throws {
        try folder.remove("a")
        try await walk(.init(folders: ["", "a"], unchanged: ["b"]))
        #expect(try await states() == ["1.mp4 missing", "2.mp4 missing", "3.mp4"])
    }

    @Test func aFolderThatWasRenamedKeepsItsFiles() async throws {
        try folder.move("a", to: "z")
        try await walk(.init(folders: ["", "a"], unchanged: ["b"]))
        #expect(try await states() == ["1.mp4", "2.mp4", "3.mp4"])
    }

    /// The kernel's word, the scan and the store together.
    @Test func aFileIsInTheLibraryWithoutAnotherWholeScan() async throws {
        let (news, tell) = AsyncStream.makeStream(of: Void.self)
        var settings = Settings().library
        settings.folders = [folder.path]
        let library = Library(
            store: store,
            configuration: .init(
                settings: settings, profile: .hd720, dataFolder: "/tmp", pause: .zero),
            workers: FakeWorkers(), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { AirTime(seconds: 1_000) }, seed: { 7 }, changed: { tell.yield() })
        try await library.prepare()
        let running = Task { await library.run() }
        defer { running.cancel() }
        for await _ in news where try await playable() == 3 { break }

        try folder.write("b/new/6.mp4")
        for await _ in news where try await playable() == 4 { break }
    }

    private func playable() async throws -> Int {
        try await store.mediaCounts()[.ok] ?? 0
    }

    private func walk(_ part: Walk.Part? = nil) async throws {
        let lister = try FolderLister()
        let walk = Walk(
            store: store, board: ProgressBoard(), now: { AirTime(seconds: 1_000) },
            list: { [listed, root = folder.path] paths in
                for path in paths { listed.note(String(path.dropFirst(root.count + 1))) }
                return await lister.list(paths)
            })
        if part != nil { _ = listed.take() }
        try await walk.run(source, only: part)
    }

    private func states() async throws -> [String] {
        var states: [String] = []
        for folder in ["", "a", "a/deep", "b", "c/d", "z", "z/deep"] {
            states += try await store.knownFiles(in: folder, of: source.id).map {
                $0.state == .missing ? "\($0.name) missing" : $0.name
            }
        }
        return states.sorted()
    }

    private final class Listed: Sendable {
        private let folders = Mutex<[String]>([])

        func note(_ folder: String) { folders.withLock { $0.append(folder) } }

        func take() -> [String] {
            folders.withLock { folders in
                defer { folders = [] }
                return folders
            }
        }
    }
}
