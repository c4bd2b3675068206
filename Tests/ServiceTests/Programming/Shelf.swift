import Broadcast
import Logging
import Store
import Synchronization

@testable import Service

/// A store in memory with one folder, channels on it, and a clock that the test turns.
struct Shelf: Sendable {
    final class Clock: Sendable {
        private let time: Mutex<AirTime>
        init(_ time: AirTime) { self.time = Mutex(time) }
        var now: AirTime { time.withLock { $0 } }
        func advance(_ span: Duration) { time.withLock { $0 = $0 + span } }
    }

    static let noon = AirTime(seconds: 1_700_049_600)
    let store: Store
    let source: LibrarySource.ID
    let collection: MediaCollection.ID
    let clock = Clock(Shelf.noon)

    init() async throws {
        store = try await Store(path: ":memory:")
        let folder = SourceDraft(kind: .folder, location: "/media", name: "Media")
        source = try await store.useSources([folder])[0].id
        collection = try await store.collection(of: .everything, name: "All")
    }

    /// With films of 25 minutes.
    static func ofFiveFilms() async throws -> Shelf {
        let shelf = try await Shelf()
        try await shelf.add("a", "b", "c", "d", "e", seconds: 1_500)
        return shelf
    }

    /// A channel's timeline from now on.
    func upcoming(_ channel: Channel.ID, hours: Int = 40) async throws -> [PlayoutItem] {
        try await store.timeline(of: channel, from: clock.now, to: clock.now + .hours(hours))
    }

    /// A guide cache and a keeper as after a start of the program.
    func start(days: Int = 1) -> (guide: GuideCache, keeper: TimelineKeeper) {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let guide = GuideCache(store: store, days: days, now: { [clock] in clock.now }, log: log)
        let keeper = TimelineKeeper(
            store: store, guide: guide, upkeep: TimelineUpkeep(guideDays: days),
            now: { [clock] in clock.now }, log: log)
        return (guide, keeper)
    }

    func add(_ names: String..., seconds: Int64 = 600) async throws {
        var changes = FolderChanges()
        changes.new = names.map {
            FoundFile(
                name: $0, signature: FileSignature(size: 1, modified: 1, inode: 0),
                naming: MediaNaming(title: "Film \($0)", sortKey: $0))
        }
        try await store.apply(changes, in: "", of: source, at: clock.now)
        let facts = MediaFacts(container: "mp4", duration: .seconds(seconds))
        _ = try await store.record(
            try await store.filesToProbe(of: source, after: nil, limit: 1_000).map {
                ProbeOutcome(id: $0.id, finding: .playable(facts))
            }, of: source)
    }

    func lose(_ name: String) async throws {
        var changes = FolderChanges()
        changes.missing = try await store.knownFiles(in: "", of: source).filter { $0.name == name }
            .map(\.id)
        try await store.apply(changes, in: "", of: source, at: clock.now)
    }

    func addChannel(_ name: String, playing schedule: String? = nil) async throws -> Channel.ID {
        let flood =
            #"{"kind":"classic","items":[{"mode":"flood","collection":\#(collection),"#
            + #""order":"shuffle"}]}"#
        let stored = StoredSchedule(schedule: schedule ?? flood, zone: "UTC", seed: 7)
        guard
            let id = try await store.addChannel(ChannelDraft(name: name), playing: stored)
        else { throw NoChannel() }
        return id
    }

    struct NoChannel: Error {}
}
