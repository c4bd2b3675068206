import Broadcast
import Glibc
import Testing

@testable import Store

@Suite struct StoreTests {
    @Test func manyAtOnceReadWhatWasWritten() async throws {
        let folder = try TemporaryFolder()
        let store = try await Store(path: folder.file("tv.db"))

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await store.set("key \(number)", to: "\(number)")
                    let value = try await store.setting("key \(number)")
                    #expect(value == "\(number)")
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aChangeThatFailsIsTakenBackAndTheStoreGoesOn() async throws {
        let store = try await Store(path: ":memory:")
        struct Stop: Error {}

        await #expect(throws: Stop.self) {
            try await store.write { database in
                try database.execute("INSERT INTO settings VALUES ('a', 'b')", [])
                throw Stop()
            }
        }
        #expect(try await store.setting("a") == nil)
        try await store.set("a", to: "c")
        #expect(try await store.setting("a") == "c")
    }

    @Test func readersCannotWrite() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tv.db")
        let store = try await Store(path: path)

        await #expect(throws: StoreError.readOnly(path: path)) {
            try await store.read { try $0.execute("DELETE FROM settings", []) }
        }
    }

    /// The way a power cut or `kill -9` leaves the files: the log has transactions that never
    /// reached the database, and one that was not finished.
    @Test func whatWasCommittedSurvivesAKillAndNothingElse() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tv.db")
        let copy = folder.file("killed.db")
        let store = try await Store(path: path)
        for number in 0..<20 { try await store.set("key \(number)", to: "kept") }

        try await store.write { database in
            try database.execute("UPDATE settings SET value = 'half'", [])
            try write(contents(path), to: copy)
            try write(contents(path + "-wal"), to: copy + "-wal")
        }

        let found = try await Store(path: copy)
        for number in 0..<20 {
            #expect(try await found.setting("key \(number)") == "kept")
        }
    }

    @Test(.enabled(if: TinyDisk.isPossible, "needs root, to mount a small tmpfs"))
    func aFullDiskIsAClearErrorAndLosesNothing() async throws {
        let disk = try TinyDisk(kibibytes: 512)
        let path = disk.path + "/tv.db"
        let store = try await Store(path: path)
        try await store.set("first", to: "kept")

        await #expect(throws: StoreError.full(path: path)) {
            for number in 0..<1_000 {
                try await store.set("key \(number)", to: String(repeating: "x", count: 4_096))
            }
        }
        #expect(try await store.setting("first") == "kept")
        let again = try await Store(path: path)
        #expect(try await again.setting("key 0") != nil)
    }
}

/// A file system of a few hundred KiB, unmounted when the test is over.
final class TinyDisk {
    static var isPossible: Bool { geteuid() == 0 }
    private let folder: TemporaryFolder

    var path: String { folder.path }

    init(kibibytes: Int) throws {
        folder = try TemporaryFolder()
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            throw SystemError(code: errno)
        }
    }

    deinit { umount2(folder.path, CInt(MNT_DETACH)) }
}
