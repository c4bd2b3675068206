import Broadcast
import Logging
import Store

/// Makes the daily backup, on a thread of its own, and tells the owner when there is none.
actor BackupDesk {
    typealias Wait = @Sendable (Duration) async throws -> Void

    private let thread: BlockingThread
    private let backups: BackupFolder
    private let notices: NoticeBoard
    private let log: Logger
    private let now: @Sendable () -> AirTime
    private let wait: Wait

    /// A start is busy enough without a backup.
    private static let firstPause = Duration.seconds(300)
    /// Between two looks at whether one is due; a clock that was set meanwhile is noticed.
    private static let pause = Duration.seconds(3_600)
    private static let subject = "backup"

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    init(
        backups: BackupFolder, notices: NoticeBoard, log: Logger,
        now: @escaping @Sendable () -> AirTime,
        wait: @escaping Wait = { try await Task.sleep(for: $0) }
    ) throws {
        thread = try BlockingThread()
        self.backups = backups
        self.notices = notices
        self.log = log
        self.now = now
        self.wait = wait
    }

    /// Goes on until it is cancelled.
    func run() async throws {
        try await wait(Self.firstPause)
        while true {
            tend()
            try await wait(Self.pause)
        }
    }

    private func tend() {
        do {
            guard let made = try backups.makeDaily(at: now()) else { return }
            notices.clear(Self.subject)
            log.info("A backup was made: \(made.path)")
        } catch let error as any Explained {
            log.error("There is no backup of today. \(error.description.forLog)")
            notices.post(Self.subject, error)
        } catch {
            log.error("There is no backup of today: \(String(describing: error).forLog)")
        }
    }
}
