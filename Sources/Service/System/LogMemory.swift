import Broadcast
import Logging
import Synchronization

/// The newest lines of the log, for the page; older ones are in the journal.
final class LogMemory: Sendable {
    struct Line: Sendable {
        /// Counts up from 1.
        let number: Int
        let time: AirTime
        let level: Logger.Level
        let text: String
    }

    private static let most = 400

    private let lines = Mutex<(count: Int, newest: [Line])>((0, []))

    func add(_ text: String, _ level: Logger.Level, at time: AirTime) {
        lines.withLock { lines in
            lines.count += 1
            if lines.newest.count >= Self.most { lines.newest.removeFirst(Self.most / 4) }
            lines.newest.append(
                Line(number: lines.count, time: time, level: level, text: text))
        }
    }

    /// Oldest first, those of `level` or worse.
    func newest(_ limit: Int, of level: Logger.Level) -> [Line] {
        lines.withLock { lines in
            lines.newest.filter { $0.level >= level }.suffix(limit)
        }
    }
}
