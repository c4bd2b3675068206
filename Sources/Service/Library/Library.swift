import Broadcast
import Logging
import Store
import Wire

/// What there is to play: keeps the store in step with the media folders, and makes channels of
/// them.
actor Library {
    /// What the library is told once, when the program starts.
    struct Configuration: Sendable {
        var settings: Settings.Library
        /// The profile of channels of which nothing can be copied.
        var profile: OutputProfile
        /// Where the program keeps its files, the demo library among them.
        var dataFolder: String
        /// Between two scans of its own accord.
        var interval = Duration.seconds(900)
        /// From the first change that the kernel tells of to the scan of what has changed.
        var pause = Duration.seconds(2)
    }

    private let store: Store
    private let maker: ChannelMaker
    private let demo: Demo
    private let prober: Prober
    private let nfoReader: NFOReader
    private let describer: Describer
    private let board = ProgressBoard()
    private let configuration: Configuration
    private let log: Logger
    private let now: @Sendable () -> AirTime
    /// Called when channels, or what they play, have changed.
    private let changed: @Sendable () async -> Void
    private let requests: AsyncStream<Void>
    private let request: AsyncStream<Void>.Continuation
    private var listers: [LibrarySource.ID: PatientLister] = [:]
    private var madeChannels: Set<String> = []
    /// Batches that this scan has probed, and folders of the first level that it is still in.
    private var batches = 0
    private var openShelves: [String] = []
    private var scan: Task<Void, any Error>?
    private let watch = FolderWatch()
    /// The next scan looks at everything, not only where something has changed.
    private var isWholeScanDue = true
    /// Sources that the owner wants to be looked through again.
    private var wanted: Set<LibrarySource.ID> = []
    private var hasSaidThatWatchIsFull = false

    init(
        store: Store, configuration: Configuration, workers: any LibraryWorkers, log: Logger,
        now: @escaping @Sendable () -> AirTime, seed: @escaping @Sendable () -> UInt64,
        changed: @escaping @Sendable () async -> Void
    ) {
        self.store = store
        self.configuration = configuration
        self.log = log
        self.now = now
        self.changed = changed
        maker = ChannelMaker(store: store, profile: configuration.profile, seed: seed)
        demo = Demo(
            store: store, workers: workers, folder: "\(configuration.dataFolder)/demo")
        prober = Prober(store: store, board: board, workers: workers)
        nfoReader = NFOReader(store: store, workers: workers)
        describer = Describer(store: store)
        (requests, request) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How far the scan is. Never waits for it.
    nonisolated var progress: ScanProgress { board.now }

    /// Sets up the sources and the channels that need no scan; quick, so that a client finds
    /// channel 1 as soon as it finds the program.
    func prepare() async throws {
        try await useSources()
        try await maker.makePermanent()
    }

    /// Scans now and from time to time until the task is cancelled.
    func run() async {
        let timer = Task { [interval = configuration.interval] in
            while true {
                rescan()
                try await Task.sleep(for: interval)
            }
        }
        let watching = Task { [watch, request, pause = configuration.pause] in
            guard let watch else { return }
            for await _ in watch.signals {
                // Files come in groups, and are not written at once.
                try await Task.sleep(for: pause)
                request.yield()
            }
        }
        defer {
            timer.cancel()
            watching.cancel()
        }
        for await _ in requests {
            if isWholeScanDue {
                await scanOnce()
            } else {
                await scanWanted()
                await scanChanges()
            }
        }
    }

    /// Scans only where something has changed since the last scan, as far as the kernel tells.
    func scanChanges() async {
        guard let watch else { return }
        switch watch.take() {
        case .everything: await scanOnce()
        case .folders(let folders):
            if !folders.isEmpty { await perform { try await self.scanAll(changed: folders) } }
        }
    }

    /// Scans all sources and probes what is new; what goes wrong is in ``progress`` and the log.
    func scanOnce() async {
        isWholeScanDue = false
        wanted = []
        _ = watch?.take()
        await perform { try await self.scanAll() }
    }

    private func scanWanted() async {
        guard !wanted.isEmpty else { return }
        let sources = wanted
        wanted = []
        await perform { try await self.scanAll(only: sources) }
    }

    private func perform(_ work: @escaping @Sendable () async throws -> Void) async {
        let scan = Task { try await work() }
        self.scan = scan
        await withTaskCancellationHandler {
            await finish(scan)
        } onCancel: {
            scan.cancel()
        }
    }

    /// Asks for a scan as soon as the present one is done.
    ///
    /// - Parameter source: only of this one.
    func rescan(_ source: LibrarySource.ID? = nil) {
        if let source { wanted.insert(source) } else { isWholeScanDue = true }
        request.yield()
    }

    /// Takes a folder into the library; its files are found by a scan that begins at once.
    ///
    /// - Returns: `nil` if it is there already.
    func add(_ draft: SourceDraft, makesChannels: Bool) async throws -> LibrarySource? {
        guard let id = try await store.addSource(draft, makesChannels: makesChannels) else {
            return nil
        }
        madeChannels = []
        try await sourcesChanged()
        return try await store.sources().first { $0.id == id }
    }

    /// Takes a folder out that was added; its channels leave the air.
    func remove(_ id: LibrarySource.ID) async throws {
        try await store.removeSource(id)
        try await sourcesChanged()
    }

    private func sourcesChanged() async throws {
        try await useSources()
        await changed()
        cancelScan()
        rescan()
    }

    private func useSources() async throws {
        let owned = try await store.sources().contains(where: \.isOwned)
        _ = try await store.useSources(wantedSources(besideOwned: owned))
    }

    /// Ends the present scan where it is; what it found so far stays.
    func cancelScan() { scan?.cancel() }

    private func finish(_ scan: Task<Void, any Error>) async {
        do {
            try await scan.value
        } catch is CancellationError {
        } catch {
            report(error)
        }
        board.update { [now] in
            $0.phase = .idle
            $0.source = nil
            $0.finished = now()
        }
    }

    private func wantedSources(besideOwned: Bool) -> [SourceDraft] {
        if configuration.settings.folders.isEmpty {
            return configuration.settings.demo && !besideOwned ? [demo.source] : []
        }
        return configuration.settings.folders.map { folder in
            let path =
                folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return SourceDraft(kind: .folder, location: path, name: name)
        }
    }
}

extension Library {
    /// - Parameters:
    ///   - changed: absolute paths of the folders to look at; `nil` is all.
    ///   - wanted: looks at these sources only.
    private func scanAll(
        changed folders: Set<String>? = nil, only wanted: Set<LibrarySource.ID>? = nil
    ) async throws {
        board.update { [now] in $0 = ScanProgress(phase: .walking, started: now()) }
        batches = 0
        openShelves = []
        let sources = try await store.sources()
        for source in sources where wanted?.contains(source.id) ?? true {
            if source.kind == .demo, try await !demo.isMade() {
                try await makeDemo(source, among: sources)
            } else if let folders {
                guard let part = part(of: source, changed: folders) else { continue }
                try await scan(source, among: sources, only: part)
            } else {
                try await scan(source, among: sources)
            }
        }
        sayIfWatchIsFull()
        try await maker.settleProfiles(at: QueryMoment(now: now()))
        await changed()
        let progress = board.now
        log.log(
            level: progress.isNews ? .info : .debug, "The library is scanned.",
            metadata: [
                "found": "\(progress.found)", "new": "\(progress.new)",
                "changed": "\(progress.changed)", "missing": "\(progress.missing)",
                "unplayable": "\(progress.failed)", "skipped": "\(progress.skippedCount)",
            ])
    }

    private func makeDemo(_ source: LibrarySource, among sources: [LibrarySource]) async throws {
        do {
            try await demo.make { try await scan(source, among: sources) }
        } catch let error as any Explained {
            report(error)
        }
        try await scan(source, among: sources)
    }

    /// A source that cannot be scanned is noted and does not keep the others from it.
    private func scan(
        _ source: LibrarySource, among sources: [LibrarySource], only part: Walk.Part? = nil
    ) async throws {
        board.update {
            $0.source = source.name
            $0.phase = .walking
        }
        do {
            let walk = Walk(store: store, board: board, now: now, list: try lister(of: source))
            try await walk.run(source, only: part)
            try await nfoReader.run(source)
            try await describer.run(source)
            board.update { $0.phase = .probing }
            let isOnly = sources.count == 1
            try await prober.run(source) { shelves in
                try await describer.run(source)
                try await recorded(shelves, of: source, isOnly: isOnly)
            }
            openShelves = []
            let shelves = try await store.shelves(of: source.id)
            if try await makeChannels(for: shelves, of: source, isOnly: isOnly) { await changed() }
            if source.problem != nil { try await store.note(problem: nil, of: source.id) }
        } catch let problem as any Explained where !(problem is StoreError) {
            report(problem)
            if problem.message != source.problem {
                try await store.note(problem: problem.message, of: source.id)
            }
        }
    }

    /// Makes a folder's channel once the probe has gone past the folder, or much of it is probed:
    /// what a schedule knows at first is what it plays for hours, as guides are not rewritten. The
    /// channels that exist catch up after the second batch, the fourth, the eighth …
    private func recorded(
        _ shelves: [String], of source: LibrarySource, isOnly: Bool
    ) async throws {
        batches += 1
        let isDue = batches > 1 && batches & (batches - 1) == 0
        openShelves += shelves.filter { !openShelves.contains($0) }
        let ready = isDue && batches > 2 ? openShelves : openShelves.dropLast()
        openShelves.removeAll { ready.contains($0) }
        let isNew = try await makeChannels(for: ready, of: source, isOnly: isOnly)
        if isNew || isDue { await changed() }
    }

    private func makeChannels(
        for shelves: [String], of source: LibrarySource, isOnly: Bool
    ) async throws -> Bool {
        var known = madeChannels
        let isNew = try await maker.make(for: shelves, of: source, isOnly: isOnly, known: &known)
        madeChannels = known
        return isNew
    }

    private func lister(of source: LibrarySource) throws -> PatientLister.List {
        let lister = try listers[source.id] ?? makeLister()
        listers[source.id] = lister
        return { await lister($0) }
    }

    private func makeLister() throws -> PatientLister {
        let lister = try FolderLister(watch: watch)
        return PatientLister { await lister.list($0) }
    }

    /// What of a source has changed; `nil` if nothing has.
    private func part(of source: LibrarySource, changed folders: Set<String>) -> Walk.Part? {
        let root = source.location
        func relative(_ paths: Set<String>) -> Set<String> {
            Set(
                paths.compactMap { path in
                    if path == root { return "" }
                    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : nil
                })
        }
        let changed = relative(folders)
        guard !changed.isEmpty else { return nil }
        let watched = relative(watch?.watched ?? [])
        return Walk.Part(folders: changed, unchanged: watched.subtracting(changed))
    }

    private func sayIfWatchIsFull() {
        guard !hasSaidThatWatchIsFull, watch?.isFull == true else { return }
        hasSaidThatWatchIsFull = true
        log.notice(
            """
            The system watches no more folders; what changes in the others is found by the next \
            whole scan. Raise fs.inotify.max_user_watches to hear of it at once.
            """)
    }

    private func report(_ error: any Error) {
        let text = (error as? any Explained)?.description ?? "The scan failed: \(error)"
        log.warning("\(text.onOneLine)")
        board.update { $0.problems.append(text) }
    }
}
