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
    private let path: String
    private let damageNews: AsyncStream<Void>.Continuation
    /// What happened to a damaged database that was found; `nil` if it was as it should be.
    public let recovery: Recovery?
    /// Says when something in the database turns out to be damaged: only a start can mend it.
    public let damage: AsyncStream<Void>

    /// Opens the database in the file `path`, makes it if it does not exist, and brings it up to
    /// this version of the schema, after a backup. `:memory:` is a database that ends with the
    /// store.
    ///
    /// - Parameter now: names the backup, and the file of a database that is set aside.
    /// Pages that are not needed yet are not looked at, unless damage was found before:
    /// ``inspect()`` does that while everything else goes on.
    ///
    /// - Throws: ``StoreError`` or ``BackupError``; a file that is newer or another program's is not
    ///   changed. A damaged database is set aside, and its newest good backup takes its place.
    public init(path: String, now: @Sendable () -> AirTime = Store.wallClock) async throws {
        self.path = path
        (damage, damageNews) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
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
        guard !readers.isEmpty else { return try await write(.read, body) }
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await watching { try await readers[turn & 1].transaction(.read, body) }
    }

    @discardableResult
    func write<T: Sendable>(
        _ access: Access = .lasting, _ body: @Sendable (any Database) throws -> T
    ) async throws -> T {
        try await watching { try await writer.transaction(access, body) }
    }

    private func watching<T>(_ work: () async throws -> T) async throws -> T {
        do {
            return try await work()
        } catch StoreError.corrupt(let path) {
            isDamaged()
            throw StoreError.corrupt(path: path)
        }
    }
}

// MARK: - Damage

extension Store {
    /// Looks at every page on a connection of its own; what it finds is told by ``damage``, and
    /// mended by the next start.
    public func inspect() async throws {
        guard path != ":memory:" else { return }
        let connection = try Connection()
        try await connection.open { [path] in try SQLiteDatabase.open(path, .readOnly) }
        try await watching {
            try await connection.transaction(.read) { try $0.check(.quick) }
        }
    }

    /// Whether the next start looks at all of the database in the file `path`.
    public static func isSuspect(_ path: String) -> Bool { Suspicion(of: path).isRaised }

    /// Has the next start look at all of the database, which then mends it.
    public func isDamaged() {
        if Suspicion(of: path).raise() { damageNews.yield() }
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
            Suspicion(of: path).drop()
            return (try openWhole(path, now: now), recovery)
        }
    }

    private static func openWhole(_ path: String, now: () -> AirTime) throws -> any Database {
        try SQLiteDatabase.admit(path)
        let database = try SQLiteDatabase.open(path, .readWrite)
        let suspicion = Suspicion(of: path)
        if suspicion.isRaised {
            try database.check(.whole)
            suspicion.drop()
        }
        if try Migration.isPending(on: database) {
            _ = try BackupFolder(of: path).make(at: now())
        }
        try database.prepareForService(cache: 2_048)
        try Migration.bringUp(database)
        return database
    }
}
