import Broadcast
import Glibc
import Hummingbird
import Logging
import NIOCore
import Store

/// Makes the daily backup and those that the owner asks for, on a thread of its own, and tells the
/// owner when there is none of today.
actor BackupDesk {
    typealias Wait = @Sendable (Duration) async throws -> Void

    private let thread: BlockingThread
    private let backups: BackupFolder
    private let notices: NoticeBoard
    private let log: Logger
    private let now: @Sendable () -> AirTime
    private let damaged: @Sendable () -> Void
    private let wait: Wait
    private var isReceiving = false

    /// A start is busy enough without a backup.
    private static let firstPause = Duration.seconds(300)
    /// Between two looks at whether one is due; a clock that was set meanwhile is noticed.
    private static let pause = Duration.seconds(3_600)
    private static let subject = "backup"

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// - Parameter damaged: Called when a copy of the database shows that it is damaged.
    init(
        backups: BackupFolder, notices: NoticeBoard, log: Logger,
        now: @escaping @Sendable () -> AirTime,
        damaged: @escaping @Sendable () -> Void = {},
        wait: @escaping Wait = { try await Task.sleep(for: $0) }
    ) throws {
        thread = try BlockingThread()
        self.backups = backups
        self.notices = notices
        self.log = log
        self.now = now
        self.damaged = damaged
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

    /// A backup and its size in bytes.
    struct Entry: Sendable {
        let backup: Backup
        let size: Int
    }

    /// Newest first.
    func list() -> [Entry] { backups.list().compactMap(Self.entry) }

    func entry(named name: String) -> Entry? {
        backups.backup(named: name).flatMap(Self.entry)
    }

    private static func entry(_ backup: Backup) -> Entry? {
        var status = stat()
        guard stat(backup.path, &status) == 0 else { return nil }
        return Entry(backup: backup, size: Int(status.st_size))
    }

    /// - Throws: ``BackupError`` or ``StoreError``.
    func make() throws -> Entry {
        let backup = try backups.make(at: now())
        log.info("A backup was made: \(backup.path)")
        return Entry(backup: backup, size: Self.entry(backup)?.size ?? 0)
    }

    /// The next bytes of a backup, some hundred thousand at most; none at its end.
    func bytes(of entry: Entry, from offset: Int) throws -> ByteBuffer {
        let path = entry.backup.path
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BackupError.cannotRead(path: path, code: errno) }
        defer { close(file) }
        var block = [UInt8](repeating: 0, count: 262_144)
        let count = pread(file, &block, block.count, offset)
        guard count >= 0 else { throw BackupError.cannotRead(path: path, code: errno) }
        return ByteBuffer(bytes: block[..<count])
    }

    /// Checks a backup, which takes the database's place at the next start.
    func restore(_ backup: Backup) throws {
        try backups.restoreAtNextStart(backup.path)
        log.notice("The backup of \(backup.label) takes the database's place.")
    }

    /// The same with one that arrives.
    func restore(arriving body: RequestBody) async throws {
        guard !isReceiving else {
            throw Problem(
                .conflict, "Another backup is arriving.", remedy: "Wait until it is there.")
        }
        isReceiving = true
        defer { isReceiving = false }
        let incoming = try backups.receive()
        for try await buffer in body {
            try buffer.withUnsafeReadableBytes { (bytes) throws(BackupError) in
                try incoming.append(bytes)
            }
        }
        try backups.restoreAtNextStart(incoming.path)
        log.notice("A backup that was sent takes the database's place.")
    }

    private func tend() {
        do {
            guard let made = try backups.makeDaily(at: now()) else { return }
            notices.clear(Self.subject)
            log.info("A backup was made: \(made.path)")
        } catch let error as any Explained {
            log.error("There is no backup of today. \(error.description.forLog)")
            notices.post(Self.subject, error)
            if case StoreError.corrupt = error { damaged() }
        } catch {
            log.error("There is no backup of today: \(String(describing: error).forLog)")
        }
    }
}
