import Broadcast
import Glibc
import Testing

@testable import Store

/// What a start makes of a database that is not as it was.
@Suite struct RecoveryTests {
    private let folder: TemporaryFolder
    private let path: String
    private let backups: BackupFolder
    private let now = AirTime(seconds: 1_795_867_200)

    init() async throws {
        folder = try TemporaryFolder()
        path = folder.file("tv.db")
        backups = BackupFolder(of: path)
        try await change(to: "first")
    }

    @Test func theNewestGoodBackupTakesADamagedDatabasesPlace() async throws {
        let older = try backups.make(at: now)
        try await change(to: "second")
        let good = try backups.make(at: now + .seconds(60))
        try await change(to: "third")
        let damagedBackup = try backups.make(at: now + .seconds(120))
        try write(Array(contents(damagedBackup.path).prefix(300)), to: damagedBackup.path)
        let damaged = try damageDatabase()

        let store = try await Store(path: path, now: { now + .seconds(200) })

        let aside = path + ".damaged-1795867400"
        #expect(store.recovery == Recovery(damaged: aside, restored: good))
        #expect(try await store.setting("state") == "second")
        #expect((contents(aside) == damaged) == true)
        #expect(backups.list() == [damagedBackup, good, older])
        #expect(
            store.recovery?.message
                == "The database was damaged, so the backup of 2026-11-28 12:01 UTC took its "
                + "place; what was changed since then is lost.")
        #expect(
            store.recovery?.remedy
                == "The damaged file is kept as “\(aside)”. Check the disk that it is on.")
    }

    @Test func withoutABackupItBeginsWithAnEmptyDatabaseAndKeepsTheDamagedOne() async throws {
        let damaged = try damageDatabase()

        let store = try await Store(path: path, now: { now })

        let aside = path + ".damaged-1795867200"
        #expect(store.recovery == Recovery(damaged: aside, restored: nil))
        #expect(try await store.setting("state") == nil)
        #expect((contents(aside) == damaged) == true)
    }

    @Test func aSecondStartIsAnOrdinaryOne() async throws {
        _ = try backups.make(at: now)
        _ = try damageDatabase()
        _ = try await Store(path: path, now: { now })

        let store = try await Store(path: path, now: { now })
        #expect(store.recovery == nil)
        #expect(try await store.setting("state") == "first")
    }

    @Test func aDatabaseOverwrittenWithRubbishIsRecoveredIfItHasBackups() async throws {
        let backup = try backups.make(at: now)
        _ = try damageDatabase()
        try write(Array("rubbish of no database that anybody knows".utf8), to: path)

        let store = try await Store(path: path, now: { now })
        #expect(store.recovery?.restored == backup)
        #expect(try await store.setting("state") == "first")
    }

    @Test func damageInWhatAStartDoesNotNeedIsFoundBesides() async throws {
        let backup = try backups.make(at: now)
        try await change(to: "second")
        try damageLastPage()

        let running = try await Store(path: path, now: { now })
        #expect(running.recovery == nil)
        await #expect(throws: StoreError.corrupt(path: path)) { try await running.inspect() }
        #expect(await running.damage.first { _ in true } != nil)
        #expect(Store.isSuspect(path))

        let mended = try await Store(path: path, now: { now })
        #expect(mended.recovery?.restored == backup)
        #expect(try await mended.setting("state") == "first")
        #expect(!Store.isSuspect(path))
    }

    @Test func aWholeDatabaseUnderSuspicionIsCleared() async throws {
        try await Store(path: path).isDamaged()

        let store = try await Store(path: path)
        #expect(store.recovery == nil)
        #expect(!Store.isSuspect(path))
        try await store.inspect()
        #expect(!Store.isSuspect(path))
    }

    @Test func aMigrationIsPrecededByABackup() async throws {
        let old = BackupFolder(of: folder.file("old/tv.db"))
        mkdir(folder.file("old"), 0o700)
        do {
            let database = try SQLiteDatabase.open(old.database, .readWrite)
            try Migration.bringUp(database, to: [.first])
            try database.script("INSERT INTO settings VALUES ('state', 'of an old version')")
        }

        let store = try await Store(path: old.database, now: { now })

        #expect(old.list().map(\.made) == [now])
        #expect(try await store.setting("state") == "of an old version")
        let unpacked = folder.file("unpacked.db")
        try Gzip.expand(old.list()[0].path, to: unpacked)
        let before = try SQLiteDatabase.open(unpacked, .readOnly)
        #expect(try Migration.version(of: before) == 1)
    }

    @Test(.enabled(if: TinyDisk.isPossible, "needs root, to mount a small tmpfs"))
    func withoutRoomForItsBackupNothingIsMigrated() async throws {
        let disk = try TinyDisk(kibibytes: 512)
        let path = disk.path + "/tv.db"
        do {
            let database = try SQLiteDatabase.open(path, .readWrite)
            try Migration.bringUp(database, to: [.first])
            let text = String(repeating: "x", count: 250_000)
            try database.execute("INSERT INTO settings VALUES ('big', ?1)", [text])
        }
        let before = contents(path)

        let error = await #expect(throws: (any Error).self) { try await Store(path: path) }
        #expect((error as? any Explained)?.message.hasPrefix("The disk is full, so") == true)
        #expect((contents(path) == before) == true)
    }

    private func change(to state: String) async throws {
        try await Store(path: path).set("state", to: state)
    }

    /// Overwrites an index that no start reads.
    private func damageLastPage() throws {
        try SQLiteDatabase.open(path, .readWrite).gatherIntoOneFile()
        var bytes = contents(path)
        for place in (bytes.count - 4_096)..<bytes.count { bytes[place] = UInt8(place % 251) }
        try write(bytes, to: path)
    }

    /// Overwrites the first tables, and gives the bytes that are left.
    private func damageDatabase() throws -> [UInt8] {
        try SQLiteDatabase.open(path, .readWrite).gatherIntoOneFile()
        var bytes = contents(path)
        for place in 4_096..<min(bytes.count, 40_960) { bytes[place] = UInt8(place % 251) }
        try write(bytes, to: path)
        return bytes
    }
}
