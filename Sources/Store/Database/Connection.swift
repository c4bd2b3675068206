/// One open database on its own thread. Transactions run whole, one after the other.
actor Connection {
    private let thread: BlockingThread
    private var database: (any Database)?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    init() throws(StoreError) {
        thread = try BlockingThread()
    }

    /// Opens the database on the thread that will use it.
    func open(_ open: @Sendable () throws -> any Database) throws {
        database = try open()
    }

    /// - Returns: what `open` says besides.
    func open<T: Sendable>(_ open: @Sendable () throws -> (any Database, T)) throws -> T {
        let (database, news) = try open()
        self.database = database
        return news
    }

    func transaction<T: Sendable>(
        _ access: Access, _ body: @Sendable (any Database) throws -> T
    ) throws -> T {
        guard let database else { throw StoreError.failed("the connection is not open") }
        return try database.transaction(access) { try body(database) }
    }
}
