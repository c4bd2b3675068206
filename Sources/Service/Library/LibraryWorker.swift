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
