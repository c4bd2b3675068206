import Synchronization

/// Everything the program keeps: sources, media, channels, schedules, timelines, settings.
///
/// Its methods never block the caller's thread. A change is one transaction, whole or not at all;
/// a view sees one state of the database even while something else is being written.
public final class Store: Sendable {
    private let writer: Connection
    private let readers: [Connection]
    private let turn = Atomic<Int>(0)

    /// Opens the database in the file `path`, makes it if it does not exist, and brings it up to
    /// this version of the schema. `:memory:` is a database that ends with the store.
    ///
    /// - Throws: ``StoreError``; a file that is damaged, newer or another program's is not changed.
    public init(path: String) async throws {
        writer = try Connection()
        try await writer.open {
            try SQLiteDatabase.admit(path)
            let database = try SQLiteDatabase.open(path, .readWrite)
            try database.prepareForService(cache: 2_048)
            try Migration.bringUp(database)
            return database
        }
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
