import Synchronization
import Wire

/// The interfaces that are served, looked up again from time to time because cables are pulled and
/// leases end.
final class Network: Sendable {
    private let current: Mutex<Interfaces>
    private let scan: @Sendable () -> Interfaces

    init(scan: @escaping @Sendable () -> Interfaces) {
        self.scan = scan
        current = Mutex(scan())
    }

    var interfaces: Interfaces { current.withLock { $0 } }

    /// - Returns: The interfaces that are new since the last look; `nil` if nothing changed.
    func refresh() -> [Interface]? {
        let found = scan()
        return current.withLock { known in
            guard found != known else { return nil }
            let new = found.all.filter { !known.all.contains($0) }
            known = found
            return new
        }
    }
}
