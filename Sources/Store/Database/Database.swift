/// A connection to a SQL database, used by one thread at a time.
///
/// The seam between the repositories, which write portable SQL with `?1`-style parameters, and a
/// database's own client library.
protocol Database: AnyObject {
    /// What people know the database by: its file.
    var path: String { get }

    /// The type of a primary key that the database hands out itself, never twice.
    var identityType: String { get }

    /// Runs one statement and drops its rows.
    /// - Returns: how many rows it inserted, changed or deleted.
    @discardableResult
    func execute(_ sql: String, _ values: [any Column]) throws(StoreError) -> Int

    /// Runs a statement and hands over its rows one by one, so that a result may be of any size.
    func forEach(
        _ sql: String, _ values: [any Column], _ body: (Row) throws(StoreError) -> Void
    ) throws(StoreError)

    /// Runs several statements without parameters, for a migration.
    func script(_ sql: String) throws(StoreError)

    func begin(_ access: Access) throws(StoreError)
    func commit() throws(StoreError)
    /// Never fails: whatever was begun and not committed is gone afterwards.
    func rollback()
}

/// What a transaction is for.
enum Access: Equatable, Sendable {
    /// A consistent view of several tables.
    case read
    /// A change that survives a power cut once it is acknowledged.
    case lasting
    /// A change that may be lost in a power cut because a later run finds it again (a scan);
    /// the database stays whole all the same, and a flash card is spared a flush.
    case regainable
}

extension Database {
    func query<T>(
        _ sql: String, _ values: [any Column] = [], _ make: (Row) throws(StoreError) -> T
    ) throws(StoreError) -> [T] {
        var results = Pages<T>()
        try forEach(sql, values) { (row) throws(StoreError) in results.append(try make(row)) }
        return results.joined()
    }

    /// The first row, if there is one; the statement should not have more.
    func first<T>(
        _ sql: String, _ values: [any Column] = [], _ make: (Row) throws(StoreError) -> T
    ) throws(StoreError) -> T? {
        var result: T?
        try forEach(sql, values) { (row) throws(StoreError) in
            if result == nil { result = try make(row) }
        }
        return result
    }

    /// All of `body` or nothing of it.
    @discardableResult
    func transaction<T>(_ access: Access, _ body: () throws -> T) throws -> T {
        try begin(access)
        do {
            let result = try body()
            try commit()
            return result
        } catch {
            rollback()
            throw error
        }
    }
}
