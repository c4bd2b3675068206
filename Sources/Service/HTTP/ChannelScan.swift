import Synchronization
import Wire

/// The channel scan that set-up wizards insist on: our channels are known already, so it only has
/// to begin, find them and end.
final class ChannelScan: Sendable {
    private static let length = Duration.seconds(3)
    private let started = Mutex<ContinuousClock.Instant?>(nil)

    func start(at now: ContinuousClock.Instant = .now) {
        started.withLock { $0 = now }
    }

    func abort() {
        started.withLock { $0 = nil }
    }

    /// - Parameter channels: How many there are to find.
    func status(at now: ContinuousClock.Instant = .now, channels: Int) -> LineupStatus {
        started.withLock { started in
            guard let beginning = started else { return .idle }
            let progress = Int(beginning.duration(to: now) / ChannelScan.length * 100)
            guard progress < 100 else {
                started = nil
                return .idle
            }
            return .scanning(
                progress: progress, found: progress * channels / 100)
        }
    }
}
