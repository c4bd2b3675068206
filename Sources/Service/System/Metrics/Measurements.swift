import Broadcast

/// What the guards of the stream have counted since the program began, and how they stand.
struct GuardCounts: Sendable {
    var restarts: [Channel.ID: Int] = [:]
    var breakers: [Channel.ID: CircuitBreaker.State] = [:]
    /// Workers that were replaced because they sent nothing.
    var timeouts = 0
}

/// Streams that viewers asked for since the program began.
struct TuneCounts: Sendable {
    var successes = 0
    /// By the refusal's name.
    var failures: [String: Int] = [:]
}

/// Worker processes, and starts that came to nothing since the program began.
struct WorkerCounts: Sendable {
    let active: Int
    let pending: Int
    /// By reason.
    let rejected: [String: Int]
}

/// All that `/metrics` tells, at one instant.
struct Measurements: Sendable {
    var workers: WorkerCounts
    var guards: GuardCounts
    var tunes: TuneCounts
    var viewers: Int
    /// Memory of each channel's worker, in bytes.
    var workerMemory: [Channel.ID: Int]
    /// Timelines that were built on or anew.
    var builds: Int
    var resident: Int?
    var openDescriptors: Int
    /// How long a connection's thread takes to begin something new; the slowest.
    var lag: Duration
}
