import Broadcast
import NIOPosix
import Store
import Wire

/// Gives out the pictures that lie beside media, made small once by a scan worker and then kept.
actor ArtworkDesk {
    private let store: Store
    private let workers: any LibraryWorkers
    private let cache: PictureCache
    /// Pictures that a worker could make nothing of, or died of.
    private var bad: Set<String> = []
    /// The work at hand: one picture after the other, with one worker as long as there are any.
    private var line: Task<Void, Never>?
    private var waiting = 0
    private var worker: (any LibraryWorker)?

    private static let mostBad = 1_000
    private static let mostWaiting = 200
    private static let patience = Duration.seconds(30)
    static let size = (width: 720, height: 720)

    init(store: Store, workers: any LibraryWorkers, cache: PictureCache) {
        self.store = store
        self.workers = workers
        self.cache = cache
    }

    /// A JPEG and what tells it from others; `nil` if there is no picture of this kind.
    func picture(
        _ kind: Sidecar.Artwork, of media: Media.ID
    ) async throws -> (bytes: [UInt8], key: String)? {
        guard let (path, key) = try await original(kind, of: media), !bad.contains(key) else {
            return nil
        }
        if let bytes = try await cached(key) { return (bytes, key) }
        guard let bytes = try await inLine({ try await self.make(path, key) }) else { return nil }
        return (bytes, key)
    }

    private func original(
        _ kind: Sidecar.Artwork, of media: Media.ID
    ) async throws -> (path: String, key: String)? {
        guard let place = try await store.pictures(of: media) else { return nil }
        let stem = FileTitle.stem(of: place.name)
        let names = place.folders.map { $0.pictures.map(\.name) }
        guard let choice = kind.choose(for: stem, among: names),
            let file = place.folders[choice.folder].pictures.first(where: { $0.name == choice.name }
            )
        else { return nil }
        let path = [place.location, file.folder, file.name].filter { !$0.isEmpty }
            .joined(separator: "/")
        let hash = "\(path) \(file.size) \(file.modified)".utf8.reduce(
            0xCBF2_9CE4_8422_2325 as UInt64
        ) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return (path, String(hash, radix: 16))
    }

    private func cached(_ key: String) async throws -> [UInt8]? {
        try await NIOThreadPool.singleton.runIfActive { [cache] in cache.picture(key) }
    }

    /// Runs after all that waits; nobody may let very much wait.
    private func inLine(
        _ work: @escaping @Sendable () async throws -> [UInt8]?
    ) async throws -> [UInt8]? {
        guard waiting < Self.mostWaiting else { return nil }
        waiting += 1
        let before = line
        let task = Task {
            await before?.value
            return try await work()
        }
        line = Task { _ = try? await task.value }
        let result = await task.result
        waiting -= 1
        if waiting == 0, let idle = worker {
            worker = nil
            await idle.end()
        }
        return try result.get()
    }

    private func make(_ path: String, _ key: String) async throws -> [UInt8]? {
        if let bytes = try await cached(key) { return bytes }
        let running = if let worker { worker } else { try await workers.launch(.scan) }
        worker = running
        await running.send(
            .shrink(path: path, width: Self.size.width, height: Self.size.height))
        switch await running.next(within: Self.patience) {
        case .event(.shrunk(_, let jpeg)):
            try await NIOThreadPool.singleton.runIfActive { [cache] in
                cache.keep(jpeg.bytes, as: key)
            }
            return jpeg.bytes
        case .event: break
        case .silence, .ended:
            worker = nil
            await running.end()
        }
        if bad.count >= Self.mostBad { bad = [] }
        bad.insert(key)
        return nil
    }
}
