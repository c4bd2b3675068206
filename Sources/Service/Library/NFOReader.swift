import Broadcast
import Store
import Wire

/// Has new NFO files read by scan workers: what strangers wrote is no business of the daemon's.
struct NFOReader: Sendable {
    let store: Store
    let workers: any LibraryWorkers
    /// How long a worker may be silent over one file.
    var patience = Duration.seconds(30)

    private static let batch = 64

    /// Reads all of a source that wait for it.
    ///
    /// - Throws: what keeps workers from being started.
    func run(_ source: LibrarySource) async throws {
        var last: Int64 = 0
        var worker: (any LibraryWorker)?
        do {
            while true {
                let files = try await store.unreadNFOs(
                    of: source.id, after: last, limit: Self.batch)
                guard let end = files.last else { break }
                last = end.id
                try await store.record(
                    try await read(files, with: &worker), of: source.id)
            }
        } catch {
            await worker?.end()
            throw error
        }
        await worker?.end()
    }

    private func read(
        _ files: [UnreadNFO], with worker: inout (any LibraryWorker)?
    ) async throws -> [NFOOutcome] {
        var batch = NFOBatch(files)
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
        return batch.outcomes
    }
}

/// A few NFO files on their way through a worker. A worker that is lost accuses the file it was at;
/// accused twice, the file is at fault.
struct NFOBatch: WorkerBatch {
    private var pending: [UnreadNFO]
    private(set) var outcomes: [NFOOutcome] = []
    private var accused: Set<Int64> = []

    init(_ files: [UnreadNFO]) {
        pending = files
    }

    var isDone: Bool { pending.isEmpty }

    var order: WorkerOrder { .read(paths: pending.map(\.path)) }

    mutating func take(_ event: WorkerEvent) {
        switch event {
        case .read(let path, let nfo):
            let line = try? JSONLine.encode(nfo)
            answer(
                path,
                line.map { .content(String(decoding: $0.dropLast(), as: UTF8.self)) }
                    ?? .problem("It cannot be kept."))
        case .unread(let path, let reason): answer(path, .problem(reason))
        case .playing, .failed, .needsItems, .made, .slate, .probed, .unplayable, .shrunk: break
        }
    }

    mutating func workerLost(_ how: String) {
        guard let suspect = pending.first else { return }
        pending.removeFirst()
        if accused.insert(suspect.id).inserted {
            pending.append(suspect)
        } else {
            let reason = "It is damaged: the reader \(how) on it."
            outcomes.append(NFOOutcome(id: suspect.id, finding: .problem(reason)))
        }
    }

    private mutating func answer(_ path: String, _ finding: NFOOutcome.Result) {
        guard let index = pending.firstIndex(where: { $0.path == path }) else { return }
        outcomes.append(NFOOutcome(id: pending.remove(at: index).id, finding: finding))
    }
}
