import Testing

@testable import Store

@Suite struct MigrationTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("tv.db")
    }

    @Test func theMigrationsAreNumberedWithoutAGap() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test func aNewFileGetsTheNewestSchema() async throws {
        _ = try await Store(path: path)
        _ = try await Store(path: path)

        let database = try SQLiteDatabase.open(path, .readOnly)
        #expect(try Migration.version(of: database) == Migration.newest)
    }

    @Test func aMigrationThatFailsHalfwayLeavesNothingBehind() throws {
        let database = try SQLiteDatabase.open(path, .readWrite)
        let broken = Migration(
            number: Migration.newest + 1, name: "broken",
            sql: "CREATE TABLE half (a TEXT); CREATE TABLE half (b TEXT);")

        #expect(throws: StoreError.self) {
            try Migration.bringUp(database, to: Migration.all + [broken])
        }
        #expect(try Migration.version(of: database) == Migration.newest)
        #expect(throws: StoreError.self) { try database.script("SELECT * FROM half") }
    }

    @Test func aLaterMigrationKeepsWhatIsThere() async throws {
        try await Store(path: path).set("device", to: "12345678")
        let database = try SQLiteDatabase.open(path, .readWrite)
        let next = Migration(
            number: Migration.newest + 1, name: "next", sql: "CREATE TABLE next (id {identity})")

        try Migration.bringUp(database, to: Migration.all + [next])

        #expect(try Migration.version(of: database) == Migration.newest + 1)
        let value = try database.first("SELECT value FROM settings") {
            (row) throws(StoreError) -> String in try row[0]
        }
        #expect(value == "12345678")
    }

    @Test func aNewerDatabaseIsRefusedAndNotTouched() async throws {
        try await Store(path: path).set("device", to: "12345678")
        do {
            let database = try SQLiteDatabase.open(path, .readWrite)
            try database.script("INSERT INTO exstreamtv_schema VALUES (99, 'from the future')")
        }
        let before = contents(path)

        await #expect(
            throws: StoreError.newer(path: path, version: 99, known: Migration.newest)
        ) {
            try await Store(path: path)
        }
        #expect(!before.isEmpty)
        #expect(contents(path) == before)
    }

    @Test func aDatabaseOfAnotherProgramIsRefusedAndNotTouched() async throws {
        do {
            let database = try SQLiteDatabase.open(path, .readWrite)
            try database.script("CREATE TABLE recipes (name TEXT)")
        }
        let before = contents(path)

        await #expect(throws: StoreError.foreign(path: path)) { try await Store(path: path) }
        #expect(contents(path) == before)
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndNotTouched() async throws {
        let bytes = Array("this is no database, but a text file that is long enough".utf8)
        try write(bytes, to: path)

        await #expect(throws: StoreError.corrupt(path: path)) { try await Store(path: path) }
        #expect(contents(path) == bytes)
    }

    @Test func anEmptyFileBecomesADatabase() async throws {
        try write([], to: path)

        try await Store(path: path).set("a", to: "b")

        #expect(try await Store(path: path).setting("a") == "b")
    }

    @Test func aFolderThatDoesNotExistIsAClearError() async throws {
        let path = folder.file("nowhere/tv.db")
        await #expect(
            throws: StoreError.cannotOpen(path: path, reason: "unable to open database file")
        ) {
            try await Store(path: path)
        }
    }
}
