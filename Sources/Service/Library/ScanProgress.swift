import Broadcast
import Store
import Synchronization

/// How far the library's scan is; what the status page shows.
struct ScanProgress: Equatable, Sendable {
    enum Phase: String, Sendable { case idle, walking, probing }

    var phase = Phase.idle
    /// The source it is at.
    var source: String?
    var started: AirTime?
    /// When the last scan ended, whole or not.
    var finished: AirTime?
    var found = 0
    var new = 0
    var changed = 0
    var moved = 0
    var returned = 0
    var missing = 0
    /// Files that were probed, and how many of them cannot be played.
    var probed = 0
    var failed = 0
    /// Files that still wait for their probe.
    var waiting = 0
    /// The first entries that were left out, and how many there were.
    var skipped: [SkippedEntry] = []
    var skippedCount = 0
    /// What kept sources, or all of it, from being scanned; whole sentences.
    var problems: [String] = []

    /// The scan found anything different.
    var isNews: Bool { new + changed + moved + returned + missing + probed > 0 }

    private static let mostSkipped = 100

    mutating func skip(_ entries: [SkippedEntry]) {
        skippedCount += entries.count
        skipped += entries.prefix(Self.mostSkipped - skipped.count)
    }

    mutating func count(_ changes: FolderChanges) {
        new += changes.new.count
        changed += changes.changed.count
        returned += changes.returned.count
        missing += changes.missing.count
    }

    /// A moved file was counted as a new one, and as a missing one now or in an earlier scan.
    mutating func countMoved(_ files: Int) {
        moved += files
        new = max(0, new - files)
        missing = max(0, missing - files)
    }
}

/// Where the scan writes its progress and anybody reads it.
final class ProgressBoard: Sendable {
    private let progress = Mutex(ScanProgress())

    var now: ScanProgress { progress.withLock { $0 } }

    func update(_ change: (inout ScanProgress) -> Void) {
        progress.withLock { change(&$0) }
    }
}
