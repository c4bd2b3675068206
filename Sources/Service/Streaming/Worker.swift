import Broadcast
import Wire

/// A running worker process, as those who gave it its job see it.
struct Worker: Sendable {
    /// Counts up from 1 while the program runs.
    let id: Int
    let pid: Int32
    /// The read end of its output; `nil` for jobs that write none.
    let output: Descriptor?
    /// What it says, then how it ended; finishes when the process is gone.
    let news: AsyncStream<WorkerNews>
    let send: @Sendable (WorkerOrder) -> Void
    /// Ends the process now, whatever it does. May be called again.
    let end: @Sendable () -> Void
}

/// What becomes known of a worker.
enum WorkerNews: Equatable, Sendable {
    case event(WorkerEvent)
    /// Its exit code, or minus the signal that ended it; the last there is.
    case ended(status: Int32)
}

/// How a worker is started; ``WorkerPool/launch(_:)`` in the program.
typealias Launch = @Sendable (WorkerJob) async throws -> Worker

/// Why no worker could be started.
enum WorkerError: Error, Equatable {
    /// The nursery could not be started: a system error.
    case noNursery(code: Int32)
    /// The nursery says what is missing.
    case unable(message: String, remedy: String)
    /// The nursery ended before it was ready.
    case nurseryDied
    /// The nursery started none, and says why.
    case refused(String)
    case noDescriptors
}

extension WorkerError: Explained {
    var message: String {
        switch self {
        case .noNursery(let code):
            "The nursery of the stream workers could not be started (system error \(code))."
        case .unable(let message, _): message
        case .nurseryDied: "The nursery of the stream workers ended before it was ready."
        case .refused(let reason): reason
        case .noDescriptors: "No file descriptor is left for another worker."
        }
    }

    var remedy: String {
        switch self {
        case .noNursery, .refused: "End other programs, or add memory."
        case .unable(_, let remedy): remedy
        case .nurseryDied: "Run “exstreamtv check”; the log says more."
        case .noDescriptors: "Raise the limit of open files (LimitNOFILE of the service)."
        }
    }
}
