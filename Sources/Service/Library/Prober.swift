import Broadcast
import Store
import Wire

/// Has new files looked at by scan workers, so that whatever a file does to a parser costs a
/// worker and never the daemon.
struct Prober: Sendable {
    let store: Store
    let board: ProgressBoard
    let workers: any LibraryWorkers
    /// How long a worker may be silent over one file.
    var patience = Duration.seconds(30)

    /// A worker is replaced after so many files, so that what parsers leak does not add up.
    private static let filesForOneWorker = 2_000
    /// A small first batch has something on air soon.
    private static let batchSizes = [4, 16, 64]

    /// Probes all files of a source that wait for it.
    ///
    /// - Parameter recorded: called after each batch is in the store, with the folders of the first
    ///   level in which it found something to play.
    /// - Throws: what keeps workers from being started.
    func run(_ source: LibrarySource, recorded: @Sendable ([String]) async throws -> Void)
        async throws
    {
        var worker: (any LibraryWorker)?
        do {
            try await probeAll(of: source, with: &worker, recorded)
        } catch {
            await worker?.end()
            throw error
        }
        await worker?.end()
    }

    private func probeAll(
        of source: LibrarySource, with worker: inout (any LibraryWorker)?,
        _ recorded: @Sendable ([String]) async throws -> Void
    ) async throws {
        let waiting = try await store.countOfFilesToProbe(of: source.id)
        board.update { $0.waiting = waiting }
        var last: Media.ID?
        var probed = 0
        for round in 0... {
            let files = try await store.filesToProbe(
                of: source.id, after: last,
                limit: Self.batchSizes[min(round, Self.batchSizes.count - 1)])
            if files.isEmpty { return }
            last = files.last?.id
            try await recorded(try await probe(files, of: source, with: &worker))
            probed += files.count
            if probed >= Self.filesForOneWorker {
                await worker?.end()
                worker = nil
                probed = 0
            }
        }
    }

    private func probe(
        _ files: [ProbeCandidate], of source: LibrarySource,
        with worker: inout (any LibraryWorker)?
    ) async throws -> [String] {
        var batch = ProbeBatch(files)
        while !batch.isDone {
            try Task.checkCancellation()
            let running = if let worker { worker } else { try await workers.launch(.scan) }
            worker = running
            if let loss = await running.work(through: &batch, patience: patience) {
                await running.end()
                worker = nil
                batch.workerLost(loss)
            }
        }
        let shelves = try await store.record(batch.outcomes, of: source.id)
        let failed = batch.outcomes.count(where: \.isFailure)
        board.update {
            $0.probed += files.count
            $0.failed += failed
            $0.waiting = max(0, $0.waiting - files.count)
        }
        return shelves
    }
}

extension ProbeOutcome {
    fileprivate var isFailure: Bool {
        if case .unplayable = finding { true } else { false }
    }
}
