import Broadcast
import Store
import Wire

/// A few files on their way through probe workers, and what came of each.
///
/// A worker that dies or hangs accuses the file it was at. A file is given a second worker, after
/// all others of its batch, before it is believed to be the culprit: the first may have been killed
/// for another reason.
struct ProbeBatch: WorkerBatch {
    /// In the order in which the worker takes them.
    private(set) var pending: [ProbeCandidate]
    private(set) var outcomes: [ProbeOutcome] = []
    private var accused: Set<Media.ID> = []

    init(_ files: [ProbeCandidate]) {
        pending = files.filter { $0.size > 0 }
        for file in files where file.size <= 0 {
            finish(file, .unplayable(reason: "The file is empty."))
        }
    }

    var isDone: Bool { pending.isEmpty }

    var order: WorkerOrder { .probe(paths: pending.map(\.path)) }

    mutating func take(_ event: WorkerEvent) {
        switch event {
        case .probed(let path, let facts): answer(path, .playable(facts))
        case .unplayable(let path, let reason): answer(path, .unplayable(reason: reason))
        case .playing, .failed, .needsItems, .made, .slate, .read, .unread, .shrunk: break
        }
    }

    /// The worker is gone. `how` ends the sentence “the probe …”.
    mutating func workerLost(_ how: String) {
        guard let suspect = pending.first else { return }
        pending.removeFirst()
        if accused.insert(suspect.id).inserted {
            pending.append(suspect)
        } else {
            finish(suspect, .unplayable(reason: "It is damaged: the probe \(how) on it."))
        }
    }

    private mutating func answer(_ path: String, _ finding: ProbeOutcome.Finding) {
        guard let index = pending.firstIndex(where: { $0.path == path }) else { return }
        finish(pending.remove(at: index), finding)
    }

    private mutating func finish(_ file: ProbeCandidate, _ finding: ProbeOutcome.Finding) {
        outcomes.append(ProbeOutcome(id: file.id, finding: finding))
    }
}
