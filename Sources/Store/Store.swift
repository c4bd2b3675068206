public import Broadcast
import Synchronization

/// Everything the program keeps: sources, media, channels, schedules, timelines, settings.
///
/// Its methods never block the caller's thread. A change is one transaction, whole or not at all;
/// a view sees one state of the database even while something else is being written.
public final class Store: Sendable {
    private let writer: Connection
    private let readers: [Connection]
    private let turn = Atomic<Int>(0)
    /// What happened to a damaged database that was found; `nil` if it was as it should be.
    public let recovery: Recovery?

    /// Opens the database in the file `path`, makes it if it does not exist, and brings it up to
    /// this version of the schema, after a backup. `:memory:` is a database that ends with the
    /// store.
    ///
    /// - Parameter now: names the backup, and the file of a database that is set aside.
    /// - Throws: ``StoreError`` or ``BackupError``; a file that is newer or another program's is not
    ///   changed. A damaged database is set aside, and its newest good backup takes its place.
    public init(path: String, now: @Sendable () -> AirTime = Store.wallClock) async throws {
        writer = try Connection()
        recovery = try await writer.open { try Self.open(path, now: now) }
        guard path != ":memory:" else {
            readers = []
            return
        }
        readers = [try Connection(), try Connection()]
        for reader in readers {
            try await reader.open {
                let database = try SQLiteDatabase.open(path, .readOnly)
                try database.prepareForService(cache: 512)
                return database
            }
        }
    }

    func read<T: Sendable>(
        _ body: @Sendable (any Database) throws -> T
    ) async throws -> T {
        guard !readers.isEmpty else { return try await writer.transaction(.read, body) }
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await readers[turn & 1].transaction(.read, body)
    }

    @discardableResult
    func write<T: Sendable>(
        _ access: Access = .lasting, _ body: @Sendable (any Database) throws -> T
    ) async throws -> T {
        try await writer.transaction(access, body)
    }
}

// MARK: - Opening

extension Store {
    private static func open(
        _ path: String, now: () -> AirTime
    ) throws -> (any Database, Recovery?) {
        do {
            return (try openWhole(path, now: now), nil)
        } catch StoreError.corrupt(let damaged) {
            let backups = BackupFolder(of: path)
            guard SQLiteDatabase.wasDatabase(path) || !backups.list().isEmpty else {
                throw StoreError.corrupt(path: damaged)
            }
            let recovery = try backups.recover(at: now())
            return (try openWhole(path, now: now), recovery)
        }
    }

    private static func openWhole(_ path: String, now: () -> AirTime) throws -> any Database {
        try SQLiteDatabase.admit(path)
        let database = try SQLiteDatabase.open(path, .readWrite)
        try database.check(.quick)
        if try Migration.isPending(on: database) {
            _ = try BackupFolder(of: path).make(at: now())
        }
        try database.prepareForService(cache: 2_048)
        try Migration.bringUp(database)
        return database
    }
}
