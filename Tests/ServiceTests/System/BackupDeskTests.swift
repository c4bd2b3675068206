import Broadcast
import FoundationEssentials
import Logging
import Store
import Synchronization
import Testing

@testable import Service

/// The daily backup, by a clock that is moved by hand.
@Suite struct BackupDeskTests {
    private let folder = "/tmp/exstreamtv-test-\(UUID().uuidString)"
    private let notices = NoticeBoard()
    private let clock = Clock()

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    @Test func aBackupIsMadeADayAndTheOwnerHearsOfOneThatFails() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/tv.db"
        let backups = BackupFolder(of: path)
        var seen: [(backups: Int, notices: [String])] = []

        try await run(backups, looks: 2)  // There is no database yet.
        seen.append((backups.list().count, notices.current.map(\.message)))
        _ = try await Store(path: path)
        try await run(backups, looks: 30)
        seen.append((backups.list().count, notices.current.map(\.message)))

        #expect(seen.map(\.backups) == [0, 2])
        #expect(
            seen.map(\.notices) == [
                ["There is no database “\(path)”, so there is nothing to back up."], [],
            ])
    }

    /// Lets so many hours go by.
    private func run(_ backups: BackupFolder, looks: Int) async throws {
        let left = Mutex(looks)
        let desk = try BackupDesk(
            backups: backups, notices: notices, log: Logger(label: "test"),
            now: { [clock] in clock.time.withLock { $0 } },
            wait: { [clock] span in
                clock.time.withLock { $0 = $0 + span }
                let isOver = left.withLock { left in
                    left -= 1
                    return left < 0
                }
                if isOver { throw CancellationError() }
            })
        await #expect(throws: CancellationError.self) { try await desk.run() }
    }

    private final class Clock: Sendable {
        let time = Mutex(AirTime(seconds: 1_795_867_200))
    }
}
