import Broadcast
import Store

/// A store in memory with one folder as its source, and short ways to change what is in it.
struct LibraryFixture {
    let store: Store
    let source: LibrarySource.ID
    static let folder = SourceDraft(kind: .folder, location: "/media", name: "Media")

    init() async throws {
        store = try await Store(path: ":memory:")
        source = try await store.useSources([Self.folder])[0].id
    }

    static func file(_ name: String, size: Int64 = 100, inode: UInt64 = 1) -> FoundFile {
        FoundFile(
            name: name, signature: FileSignature(size: size, modified: 7, inode: inode),
            naming: MediaNaming(title: "Title of \(name)", sortKey: name))
    }

    static func facts(_ seconds: Int64 = 60) -> MediaFacts {
        MediaFacts(
            container: "mp4", duration: .seconds(seconds),
            video: MediaFacts.Video(codec: "h264", width: 1280, height: 720))
    }

    /// Finds new files in a folder.
    func find(_ files: [FoundFile], in folder: String = "") async throws {
        var changes = FolderChanges()
        changes.new = files
        try await apply(changes, in: folder)
    }

    func apply(_ changes: FolderChanges, in folder: String = "") async throws {
        try await store.apply(changes, in: folder, of: source, at: AirTime(seconds: 1_000))
    }

    /// Probes all that waits for it; every file is `seconds` long.
    func probeAll(seconds: Int64 = 60) async throws {
        let waiting = try await store.filesToProbe(of: source, after: nil, limit: 1_000)
        _ = try await store.record(
            waiting.map { ProbeOutcome(id: $0.id, finding: .playable(Self.facts(seconds))) },
            of: source)
    }

    /// The id of a file; 0 if it is not known.
    func id(_ name: String, in folder: String = "") async throws -> Media.ID {
        try await known(name, in: folder)?.id ?? Media.ID(0)
    }

    func state(_ name: String, in folder: String = "") async throws -> MediaState? {
        try await known(name, in: folder)?.state
    }

    private func known(_ name: String, in folder: String) async throws -> KnownFile? {
        try await store.knownFiles(in: folder, of: source).first { $0.name == name }
    }
}

extension QueryMoment {
    /// For collections that do not depend on it.
    static let any = QueryMoment(now: AirTime(seconds: 0))
}
