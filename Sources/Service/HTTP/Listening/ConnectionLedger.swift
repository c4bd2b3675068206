import Synchronization
import Wire

/// Who is connected, so that one source cannot take all the room.
struct ConnectionCounts: Sendable {
    let perSource: Int
    let total: Int
    private var open: [IPAddress: Int] = [:]
    private var all = 0

    init(perSource: Int, total: Int) {
        self.perSource = perSource
        self.total = total
    }

    /// Counts one more connection; `false` if there is no room for it.
    mutating func admit(_ source: IPAddress) -> Bool {
        guard all < total, open[source, default: 0] < perSource else { return false }
        open[source, default: 0] += 1
        all += 1
        return true
    }

    mutating func leave(_ source: IPAddress) {
        guard let count = open[source] else { return }
        open[source] = count > 1 ? count - 1 : nil
        all -= 1
    }
}

/// The counts of all our ports together.
final class ConnectionLedger: Sendable {
    private let counts: Mutex<ConnectionCounts>

    init(perSource: Int = 512, total: Int = 1_024) {
        counts = Mutex(ConnectionCounts(perSource: perSource, total: total))
    }

    func admit(_ source: IPAddress) -> Bool { counts.withLock { $0.admit(source) } }

    func leave(_ source: IPAddress) { counts.withLock { $0.leave(source) } }
}
