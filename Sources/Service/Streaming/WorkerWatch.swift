import Broadcast

/// When a worker that still lives has to be replaced. All spans are the worker's own.
struct WorkerWatch: Equatable, Sendable {
    enum Verdict: String, Equatable, Sendable {
        case neverBegan = "it sent nothing after its start"
        case stalled = "it stopped sending"
        case tooOld = "it ran for a whole day"
    }

    /// The first picture may take this long: slow disks have to spin up.
    static let firstPicture = Duration.seconds(10)
    /// Nothing for so long, with viewers' buffers running empty, is a stall.
    static let silence = Duration.seconds(4)
    static let oldest = Duration.seconds(86_400)

    let started: Duration
    /// Whether it has sent anything yet.
    var hasSent = false

    /// - Parameter ahead: How far the stream is ahead of the air clock.
    func verdict(
        at now: Duration, lastBytes: Duration, ahead: Duration?, lead: Duration
    ) -> Verdict? {
        let age = now - started
        guard hasSent else { return age >= Self.firstPicture ? .neverBegan : nil }
        // A worker that is held back by its full pipe is silent too, but well ahead.
        if now - lastBytes >= Self.silence, (ahead ?? .zero) < lead - .seconds(1) {
            return .stalled
        }
        return age >= Self.oldest ? .tooOld : nil
    }
}
