/// Slows down who guesses a password. After five failures each further try has to wait, twice as
/// long each time, up to five minutes; a success clears the slate.
public struct FailureLimiter {
    private struct Record {
        var failures = 0
        /// Monotonic time before which no try is taken.
        var closedUntil = Duration.zero
    }

    private static let free = 5
    private static let longest = Duration.seconds(300)
    /// Addresses that are remembered; one that was quiet for longest makes room.
    private static let mostPeers = 256

    private var records: [String: Record] = [:]

    public init() {}

    /// How long `peer` has to wait before its next try; `nil` if not at all.
    public func wait(of peer: String, at now: Duration) -> Duration? {
        guard let record = records[peer], record.closedUntil > now else { return nil }
        return record.closedUntil - now
    }

    public mutating func failed(_ peer: String, at now: Duration) {
        var record = records[peer] ?? Record()
        record.failures += 1
        let excess = record.failures - Self.free
        record.closedUntil = now
        if excess >= 0 { record.closedUntil += min(.seconds(1 << min(excess, 9)), Self.longest) }
        records[peer] = record
        if records.count > Self.mostPeers,
            let oldest = records.min(by: { $0.value.closedUntil < $1.value.closedUntil })
        {
            records[oldest.key] = nil
        }
    }

    public mutating func succeeded(_ peer: String) {
        records[peer] = nil
    }
}
