import Broadcast
import Glibc
import Testing

@testable import Store

@Suite struct BackupFolderTests {
    private let folder: TemporaryFolder
    private let path: String
    private let backups: BackupFolder
    private let now = AirTime(seconds: 1_795_867_200)

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("tv.db")
        backups = BackupFolder(of: path)
    }

    @Test func aBackupIsRestoredAsItWasMadeWhileTheStoreIsOpen() async throws {
        let store = try await Store(path: path)
        try await store.set("device", to: "12345678")
        let backup = try backups.make(at: now)
        try await store.set("device", to: "changed later")

        let other = BackupFolder(of: folder.file("other.db"))
        #expect(try other.restore(backup.path, at: now) == .nothing)

        let restored = try await Store(path: other.database)
        #expect(try await restored.setting("device") == "12345678")
        #expect(restored.recovery == nil)
        #expect(backups.list() == [backup])
        #expect(names(in: backups.path) == ["exstreamtv-20261128-120000.db.gz"])
    }

    @Test func twoOfOneSecondAreTwoFiles() async throws {
        _ = try await Store(path: path)
        let first = try backups.make(at: now)
        let second = try backups.make(at: now)

        #expect(second.made - first.made == .seconds(1))
        #expect(backups.list() == [second, first])
    }

    @Test func restoringKeepsWhatItReplacesAsABackup() async throws {
        let backup = try await backupOf(["state": "old"])
        try await change("state", to: "new")

        let replaced = try backups.restore(backup.path, at: now + .seconds(60))

        guard case .backedUp(let present) = replaced else {
            Issue.record("\(replaced)")
            return
        }
        #expect(try await setting("state") == "old")
        _ = try backups.restore(present.path, at: now + .seconds(120))
        #expect(try await setting("state") == "new")
    }

    @Test func aDatabaseInUseIsNotReplaced() async throws {
        let backup = try await backupOf(["state": "old"])
        let store = try await Store(path: path)
        try await store.set("state", to: "new")

        #expect(throws: StoreError.busy(path: path)) {
            try backups.restore(backup.path, at: now)
        }
        #expect(try await store.setting("state") == "new")
    }

    @Test(arguments: [0, 1, 20, 500, -1, -8])
    func aBackupThatWasCutOffIsRefusedAndChangesNothing(length: Int) async throws {
        let backup = try await backupOf(["state": "old"])
        let bytes = contents(backup.path)
        let rest = length < 0 ? bytes.dropLast(-length) : bytes.prefix(length)
        try write(Array(rest), to: backup.path)
        try await change("state", to: "new")
        let before = contents(path)

        #expect(throws: BackupError.damaged(path: backup.path)) {
            try backups.restore(backup.path, at: now)
        }
        #expect((contents(path) == before) == true)
        #expect(!names(in: folder.path).contains("tv.db.restored"))
    }

    @Test func aFlippedBitIsFoundUnlessItMeansNothing() async throws {
        let backup = try await backupOf(["state": "old"])
        let bytes = contents(backup.path)
        _ = try backups.restore(backup.path, at: now)
        let whole = contents(path)
        let fault = "\(BackupError.damaged(path: backup.path))"
        for place in stride(from: 10, to: bytes.count, by: max(1, bytes.count / 40)) {
            var damaged = bytes
            damaged[place] ^= 4
            try write(damaged, to: backup.path)
            do {
                _ = try backups.restore(backup.path, at: now)
                #expect((contents(path) == whole) == true)  // Padding between two blocks.
            } catch {
                #expect("\(error)" == fault)
            }
        }
    }

    @Test func aBackupOfANewerProgramIsRefused() async throws {
        _ = try await Store(path: path)
        try script("INSERT INTO exstreamtv_schema VALUES (99, 'from the future')")
        let backup = try backups.make(at: now)

        #expect(
            throws: StoreError.newer(path: backup.path, version: 99, known: Migration.newest)
        ) {
            try backups.restore(backup.path, at: now)
        }
    }

    @Test func anotherProgramsDatabaseIsNeitherBackedUpNorRestored() async throws {
        try script("CREATE TABLE recipes (name TEXT)")
        #expect(throws: StoreError.foreign(path: path)) { try backups.make(at: now) }
        #expect(backups.list().isEmpty)

        let other = BackupFolder(of: folder.file("other.db"))
        #expect(throws: StoreError.foreign(path: path)) { try other.restore(path, at: now) }
        #expect(!names(in: folder.path).contains("other.db"))
    }

    @Test func aDatabaseThatIsNotCompressedIsRestoredToo() async throws {
        try await change("state", to: "plain")
        try SQLiteDatabase.open(path, .readWrite).gatherIntoOneFile()
        let other = BackupFolder(of: folder.file("other.db"))
        _ = try other.restore(path, at: now)
        #expect(try await Store(path: other.database).setting("state") == "plain")
    }

    @Test func whatIsMissingIsSaid() {
        #expect(throws: BackupError.noDatabase(path: path)) { try backups.make(at: now) }
        #expect(throws: BackupError.cannotRead(path: "/nowhere", code: ENOENT)) {
            try backups.restore("/nowhere", at: now)
        }
        #expect(throws: BackupError.cannotRead(path: "/tmp", code: EISDIR)) {
            try backups.restore("/tmp", at: now)
        }
    }

    @Test func aFileThatIsThereIsNotOverwritten() async throws {
        _ = try await Store(path: path)
        let file = folder.file("mine.gz")
        try write([1, 2, 3], to: file)
        #expect(throws: BackupError.exists(path: file)) { try backups.export(to: file) }
        #expect(contents(file) == [1, 2, 3])
    }

    @Test func oneADayIsMadeAndOldOnesGo() async throws {
        _ = try await Store(path: path)
        var made = 0
        for hour in stride(from: 0, to: 24 * 20, by: 6) {
            if try backups.makeDaily(at: now + .seconds(hour * 3_600)) != nil { made += 1 }
        }
        #expect(made == 20)
        #expect(backups.list().count == 9)
    }

    @Test(.enabled(if: TinyDisk.isPossible, "needs root, to mount a small tmpfs"))
    func aFullDiskLeavesNoHalfBackupAndTheDatabaseUnhurt() async throws {
        let disk = try TinyDisk(kibibytes: 1_500)
        let full = BackupFolder(of: disk.path + "/tv.db")
        let store = try await Store(path: full.database)
        try await store.set("big", to: String(repeating: "x", count: 600_000))

        let error = #expect(throws: (any Error).self) { try full.make(at: now) }
        #expect((error as? any Explained)?.message.hasPrefix("The disk is full, so") == true)
        #expect(names(in: full.path) == [])
        #expect(try await store.setting("big") != nil)
    }

    // MARK: Ways to a database

    private func backupOf(_ settings: [String: String]) async throws -> Backup {
        for (key, value) in settings { try await change(key, to: value) }
        return try backups.make(at: now)
    }

    private func change(_ key: String, to value: String) async throws {
        try await Store(path: path).set(key, to: value)
    }

    private func setting(_ key: String) async throws -> String? {
        try await Store(path: path).setting(key)
    }

    private func script(_ sql: String) throws {
        try SQLiteDatabase.open(path, .readWrite).script(sql)
    }
}

/// What is in a folder, by name.
func names(in folder: String) -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
