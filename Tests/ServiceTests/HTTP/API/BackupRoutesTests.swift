import Broadcast
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Store
import Synchronization
import Testing
import Wire

@testable import Service

/// Backups over HTTP, of a database in a file.
@Suite final class BackupRoutesTests {
    private let folder = "/tmp/exstreamtv-test-\(UUID().uuidString)"
    private let backups: BackupFolder
    private let probe: Probe
    private let restarts = Counter()

    init() async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        backups = BackupFolder(of: "\(folder)/tv.db")
        try await Store(path: "\(folder)/tv.db").set("name", to: "before")
        let desk = try BackupDesk(
            backups: backups, notices: NoticeBoard(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { AirTime(seconds: 1_795_867_200) })
        probe = Probe { [restarts] router in
            BackupRoutes(desk: desk, restart: { restarts.add() }).add(to: router.group("api"))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test func aBackupIsMadeListedFetchedAndPutBack() async throws {
        let made = try await probe.ask("/api/backups", .post)
        #expect(made.status == 201)
        let backup = try #require(backups.list().first)
        #expect(try await probe.ask("/api/backups").body.contains(#""name":"\#(backup.name)""#))
        let fetched = try await probe.ask("/api/backups/\(backup.name)")
        let size = try Data(contentsOf: URL(filePath: backup.path)).count
        #expect(fetched.headers[.contentLength] == "\(size)")

        try await Store(path: backups.database).set("name", to: "after")
        let restored = try await probe.ask(
            "/api/restore", .post, headers: [.contentType: "application/json"],
            body: #"{"backup":"\#(backup.name)"}"#)
        #expect(restored.status == 202)
        #expect(restarts.count == 1)
        #expect(try await Store(path: backups.database).setting("name") == "after")

        #expect(try backups.restoreWaiting(at: AirTime(seconds: 1_795_868_000)) != nil)
        #expect(try await Store(path: backups.database).setting("name") == "before")
        #expect(try backups.restoreWaiting(at: AirTime(seconds: 1_795_868_000)) == nil)
    }

    @Test func whatIsNoBackupIsRefusedAndChangesNothing() async throws {
        let sent = try await probe.ask(
            "/api/restore", .post, headers: [.contentType: "application/gzip"], body: "rubbish")
        #expect(sent.status == 422)
        let named = try await probe.ask(
            "/api/restore", .post, headers: [.contentType: "application/json"],
            body: #"{"backup":"../tv.db"}"#)
        #expect(named.status == 404)
        #expect(try await probe.ask("/api/backups/tv.db").status == 404)
        #expect(restarts.count == 0)
        #expect(try backups.restoreWaiting(at: AirTime(seconds: 1_795_868_000)) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups.path).isEmpty)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}
