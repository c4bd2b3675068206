public import Broadcast

/// What the daemon asks of the nursery, one JSON object a line.
///
/// `start` comes with two descriptors as ancillary data (SCM_RIGHTS) on the line's first byte:
/// the worker's output pipe, then its end of a control socket, which carries ``WorkerOrder`` lines
/// to the worker and ``WorkerEvent`` lines from it. Closing the control socket ends the worker.
public enum NurseryRequest: Equatable, Sendable, Codable {
    case start(id: Int, job: WorkerJob)
    /// End it now: SIGKILL.
    case kill(id: Int)
}

/// What the nursery tells the daemon, one JSON object a line.
public enum NurseryEvent: Equatable, Sendable, Codable {
    /// First line: libav is loaded; its version, for the log and the status page.
    case ready(libav: String)
    /// First line instead of `ready`, before it ends: what is missing and which package has it.
    case unable(message: String, remedy: String)
    case started(id: Int, pid: Int32)
    case refused(id: Int, reason: String)
    /// The worker was reaped. `status` is its exit code, or minus the signal that ended it.
    case ended(id: Int, status: Int32, peakMemory: Int, processorTime: Duration)
}

/// What one worker does. Every kind is forked by the nursery, under its own limits.
public enum WorkerJob: Equatable, Sendable, Codable {
    case stream(StreamJob)
    /// Probes files as they come in ``WorkerOrder/probe(paths:)``.
    case scan
    /// Codes a slate, then ends.
    case slate(SlateJob)
    /// Makes the demo library in `folder`, then ends.
    case demo(folder: String)
}

/// What the daemon tells a running worker.
public enum WorkerOrder: Equatable, Sendable, Codable {
    /// More items, which begin where the last known one finishes.
    case extend(items: [StreamItem])
    /// Probe these files, in order; one ``WorkerEvent/probed(path:facts:)`` or
    /// ``WorkerEvent/unplayable(path:reason:)`` each.
    case probe(paths: [String])
    /// Read these NFO files, in order; one ``WorkerEvent/read(path:nfo:)`` or
    /// ``WorkerEvent/unread(path:reason:)`` each.
    case read(paths: [String])
    /// Make a picture small; answered by ``WorkerEvent/shrunk(path:jpeg:)`` or
    /// ``WorkerEvent/unread(path:reason:)``. Sizes are in pixels.
    case shrink(path: String, width: Int, height: Int)
}

/// What a worker tells the daemon.
public enum WorkerEvent: Equatable, Sendable, Codable {
    public enum Mode: String, Sendable, Codable { case copy, transcode, mixed, card }

    /// The item that begins at `start` is being produced, and how.
    case playing(start: AirTime, mode: Mode)
    /// The item that begins at `start` cannot be played, or not to its end; the card replaces it.
    case failed(start: AirTime, reason: String)
    /// Less than a minute of items is left after `until`: send ``WorkerOrder/extend(items:)``.
    case needsItems(until: AirTime)
    case probed(path: String, facts: MediaFacts)
    case unplayable(path: String, reason: String)
    case read(path: String, nfo: NFO)
    case unread(path: String, reason: String)
    case slate(pictures: [SlatePicture])
    case shrunk(path: String, jpeg: CodedBytes)
    /// A demo clip is finished.
    case made(path: String)
}
