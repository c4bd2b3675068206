import Glibc
import Store
import Testing

@testable import Service

@Suite struct FolderListerTests {
    let folder: MediaFolder
    let lister: FolderLister

    init() throws {
        folder = try MediaFolder()
        lister = try FolderLister()
    }

    private func reasons(_ listing: FolderListing) -> [String: String] {
        Dictionary(listing.skipped.map { ($0.path, $0.reason) }) { first, _ in first }
    }

    @Test func mediaAndFoldersAreListedAndNothingElse() async throws {
        for name in ["a.mp4", "b", "poster.jpg", ".hidden.mp4", "Sub/c.mp4", "@eaDir/d.mp4"] {
            try folder.write(name)
        }
        let listing = try await lister.list(folder.path)

        #expect(Set(listing.files.map(\.name)) == ["a.mp4", "b"])
        #expect(listing.folders.map(\.name) == ["Sub"])
        #expect(listing.skipped.isEmpty)
        #expect(listing.files.allSatisfy { $0.signature.size == 5 && $0.signature.modified > 0 })
    }

    @Test func whatIsNeitherFileNorFolderIsLeftOutWithAReason() async throws {
        try folder.makePipe("pipe.mp4")
        try folder.link("nowhere.mp4", to: "missing")
        try folder.link("loop.mp4", to: "loop.mp4")
        try folder.link("null.mp4", to: "/dev/null")
        try folder.makeFile(named: Array("caf".utf8) + [0xe9] + Array(".mp4".utf8))

        let listing = try await lister.list(folder.path)

        #expect(
            reasons(listing) == [
                "pipe.mp4": "It is a pipe.",
                "nowhere.mp4": "It is a link to something that does not exist.",
                "loop.mp4": "It is a link that leads to itself.",
                "null.mp4": "It is a device.",
                "caf\u{fffd}.mp4": "Its name is not UTF-8; rename it.",
            ])
        #expect(listing.files.isEmpty)
    }

    @Test func aLinkLeadsToItsFileOrFolder() async throws {
        try folder.write("Sub/c.mp4", "123")
        try folder.link("file.mp4", to: "Sub/c.mp4")
        try folder.link("folder", to: "Sub")

        let listing = try await lister.list(folder.path)

        #expect(listing.files.map(\.signature.size) == [3])
        let folders = Dictionary(listing.folders.map { ($0.name, $0) }) { first, _ in first }
        #expect(folders["folder"]?.isLink == true)
        #expect(folders["Sub"]?.isLink == false)
        #expect(folders["folder"]?.identity == folders["Sub"]?.identity)
    }

    @Test func aNameMayBeAsLongAsTheSystemAllows() async throws {
        let name = String(repeating: "ö", count: 125) + "a.mp4"
        try folder.write(name)

        #expect(try await lister.list(folder.path).files.map(\.name) == [name])
    }

    @Test func whatIsNotThereIsGone() async throws {
        try folder.write("a.mp4")
        for path in [folder.path + "/nowhere", folder.path + "/a.mp4"] {
            await #expect(throws: ListingError.gone) { try await lister.list(path) }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func aFolderWithoutPermissionSaysSo() async throws {
        try folder.write("Sub/c.mp4")
        chmod(folder.path + "/Sub", 0)
        defer { chmod(folder.path + "/Sub", 0o700) }

        await #expect(throws: ListingError.unreadable("permission denied")) {
            try await lister.list(folder.path + "/Sub")
        }
    }
}

@Suite struct PatientListerTests {
    private let empty = FolderListing(identity: .init(device: 1, inode: 1))

    @Test func anAnswerIsPassedOn() async throws {
        let lister = PatientLister(
            list: { [empty] paths in
                paths.map { $0 == "/media" ? .success(empty) : .failure(.gone) }
            },
            wait: { _ in try await forever() })

        #expect(await lister(["/media", "/other"]) == [.success(empty), .failure(.gone)])
        #expect(await lister(["/media"]) == [.success(empty)])
    }

    @Test func oneThatDoesNotAnswerIsGivenUpAndAskedAgainOnlyAfterItCameBack() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (calls, called) = AsyncStream<String>.makeStream()
        let lister = PatientLister(
            list: { [empty] paths in
                for path in paths { called.yield(path) }
                for await _ in gate { break }
                return [.success(empty)]
            },
            wait: { _ in })

        #expect(await lister(["/one"]) == [.failure(.noAnswer)])
        #expect(await lister(["/two"]) == [.failure(.noAnswer)])
        called.finish()
        #expect(await calls.reduce(into: []) { $0.append($1) } == ["/one"])
        open.finish()
    }
}

/// Waits until the task is cancelled.
private func forever() async throws {
    for await _ in AsyncStream<Void>.makeStream().stream {}
    throw CancellationError()
}
