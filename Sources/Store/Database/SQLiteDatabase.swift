import CSQLite

/// The `Database` driver over SQLite's C interface: one connection, its statements kept compiled.
///
/// Write-ahead logging lets readers go on while the one writer writes. Blocks on the disk and for
/// up to five seconds on another process's lock, so it belongs on a thread of its own.
final class SQLiteDatabase: Database {
    enum Mode { case readWrite, readOnly }

    let identityType = "INTEGER PRIMARY KEY AUTOINCREMENT"
    let handle: OpaquePointer
    let path: String
    private var idle: [String: SQLiteStatement] = [:]
    private var synchronous = Access.read
    private static let mostStatements = 96

    private init(handle: OpaquePointer, path: String) {
        self.handle = handle
        self.path = path
    }

    deinit {
        idle.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Opens the file and nothing more: what it holds is not looked at and not changed.
    ///
    /// - Parameter path: a file, made if it does not exist and `mode` allows it, or `:memory:`.
    static func open(_ path: String, _ mode: Mode) throws(StoreError) -> SQLiteDatabase {
        let access =
            mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
        guard let handle else { throw .cannotOpen(path: path, reason: "out of memory") }
        let database = SQLiteDatabase(handle: handle, path: path)
        guard code == SQLITE_OK else { throw database.error(code, doing: "open it") }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 5_000)
        return database
    }

    /// Sets what a connection that stays open needs. `cache` is in KiB.
    func prepareForService(cache: Int) throws(StoreError) {
        try script(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA journal_size_limit = 4194304;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -\(cache);
            """)
    }

    @discardableResult
    func execute(_ sql: String, _ values: [any Column]) throws(StoreError) -> Int {
        let before = sqlite3_total_changes64(handle)
        try forEach(sql, values) { _ in }
        return Int(sqlite3_total_changes64(handle) - before)
    }

    func forEach(
        _ sql: String, _ values: [any Column], _ body: (Row) throws(StoreError) -> Void
    ) throws(StoreError) {
        let statement = try take(sql)
        defer { giveBack(statement, sql) }
        try check(statement.bind(values), sql)
        while true {
            let code = statement.step()
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw error(code, doing: sql) }
            try body(statement.row)
        }
    }

    func script(_ sql: String) throws(StoreError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil), sql)
    }

    func begin(_ access: Access) throws(StoreError) {
        if access != .read, access != synchronous {
            try script("PRAGMA synchronous = \(access == .lasting ? "FULL" : "NORMAL")")
            synchronous = access
        }
        try execute(access == .read ? "BEGIN" : "BEGIN IMMEDIATE", [])
    }

    func commit() throws(StoreError) {
        try execute("COMMIT", [])
    }

    func rollback() {
        guard sqlite3_get_autocommit(handle) == 0 else { return }
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }
}

extension SQLiteDatabase {
    /// A statement in use is out of the cache, so that the same text may run inside itself.
    private func take(_ sql: String) throws(StoreError) -> SQLiteStatement {
        if let statement = idle.removeValue(forKey: sql) { return statement }
        var compiled: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
        guard code == SQLITE_OK, let compiled else { throw error(code, doing: sql) }
        return SQLiteStatement(handle: compiled)
    }

    private func giveBack(_ statement: SQLiteStatement, _ sql: String) {
        statement.reset()
        if idle.count >= Self.mostStatements { idle.removeAll(keepingCapacity: true) }
        idle[sql] = statement
    }

    private func check(_ code: CInt, _ doing: String) throws(StoreError) {
        guard code == SQLITE_OK else { throw error(code, doing: doing) }
    }

    func error(_ code: CInt, doing: String) -> StoreError {
        let text = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "code \(code)"
        switch code & 0xff {
        case SQLITE_CANTOPEN: return .cannotOpen(path: path, reason: text)
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(path: path)
        case SQLITE_FULL: return .full(path: path)
        case SQLITE_READONLY: return .readOnly(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path: path)
        case SQLITE_CONSTRAINT: return .constraint(text)
        default: return .failed("\(text), on “\(doing.prefix(200))”")
        }
    }
}
