import Wire

/// Where the library gets its worker processes from.
protocol LibraryWorkers: Sendable {
    /// Starts a worker for a ``WorkerJob/scan`` or ``WorkerJob/demo(folder:)``.
    ///
    /// - Throws: why no worker can be had, such as a library that is not installed.
    func launch(_ job: WorkerJob) async throws -> any LibraryWorker
}

/// A worker process that scans or makes the demo library.
protocol LibraryWorker: Sendable {
    func send(_ order: WorkerOrder) async
    /// The worker's next word. Called by one task at a time.
    func next(within patience: Duration) async -> WorkerAnswer
    /// Ends it at once, if it runs.
    func end() async
}

/// What came of waiting for a worker.
enum WorkerAnswer: Equatable, Sendable {
    case event(WorkerEvent)
    /// It said nothing in that time.
    case silence
    /// It is no more. `reason` ends the sentence “the worker …”; `nil` if it was done.
    case ended(reason: String?)
}

/// Files that a worker goes through one by one.
protocol WorkerBatch {
    var isDone: Bool { get }
    /// What the worker has to be told.
    var order: WorkerOrder { get }
    mutating func take(_ event: WorkerEvent)
}

extension LibraryWorker {
    /// Goes through a batch.
    ///
    /// - Parameter patience: How long the worker may say nothing.
    /// - Returns: How the worker was lost, or `nil` when the batch is done.
    func work(through batch: inout some WorkerBatch, patience: Duration) async -> String? {
        await send(batch.order)
        while !batch.isDone {
            switch await next(within: patience) {
            case .event(let event): batch.take(event)
            case .silence: return "got no further in \(patience.components.seconds) s"
            case .ended(let reason): return reason ?? "ended"
            }
        }
        return nil
    }
}
