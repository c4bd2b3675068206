import Testing

@testable import Service

@Suite struct FolderWatchTests {
    private let folder: MediaFolder
    private let watch: FolderWatch

    init() throws {
        folder = try MediaFolder()
        watch = try #require(FolderWatch())
    }

    @Test func whatIsWrittenMadeAndRemovedIsHeardOfByFolder() async throws {
        try folder.write("a/1.mp4")
        try folder.write("b/1.mp4")
        watch.add(folder.path)
        watch.add("\(folder.path)/a")
        watch.add("\(folder.path)/b")

        try folder.write("a/2.mp4")
        #expect(await heard(until: "\(folder.path)/a") == ["\(folder.path)/a"])
        try folder.remove("b/1.mp4")
        #expect(await !heard(until: "\(folder.path)/b").contains(folder.path))
        try folder.write("c/1.mp4")
        #expect(await heard(until: folder.path).contains(folder.path))
    }

    @Test func aFolderThatIsRenamedIsNotTakenForTheNextOfItsName() async throws {
        try folder.write("a/1.mp4")
        watch.add("\(folder.path)/a")
        try folder.move("a", to: "b")
        #expect(await heard(until: "\(folder.path)/a") == ["\(folder.path)/a"])
        #expect(watch.watched.isEmpty)
    }

    @Test func whatIsNoFolderIsNotWatched() throws {
        try folder.write("a.mp4")
        watch.add("\(folder.path)/a.mp4")
        watch.add("\(folder.path)/nowhere")
        #expect(watch.watched.isEmpty && !watch.isFull)
    }

    /// The changes of the next signals, up to that of a folder.
    private func heard(until path: String) async -> Set<String> {
        var heard: Set<String> = []
        for await _ in watch.signals {
            if case .folders(let folders) = watch.take() { heard.formUnion(folders) }
            if heard.contains(path) { break }
        }
        return heard
    }
}
