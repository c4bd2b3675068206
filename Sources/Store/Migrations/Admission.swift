import Glibc

extension SQLiteDatabase {
    /// Looks at a file without being able to change it.
    ///
    /// - Throws: ``StoreError`` if it is no database, another program's, damaged, or newer than
    ///   this program; a missing or empty file is fine.
    static func admit(_ path: String) throws(StoreError) {
        var status = stat()
        guard path != ":memory:", stat(path, &status) == 0, status.st_size > 0 else { return }
        let database = try open(path, .readOnly)
        if try database.tables().isEmpty { return }
        guard try database.isOurs else { throw .foreign(path: path) }
        let version = try Migration.version(of: database)
        guard version <= Migration.newest else {
            throw .newer(path: path, version: version, known: Migration.newest)
        }
    }

    /// Whether a file begins as SQLite's databases do, so that it was one before it was damaged.
    static func wasDatabase(_ path: String) -> Bool {
        do throws(BackupError) {
            let head = try PlainFile.open(path, O_RDONLY).next(16)
            return head == Array("SQLite format 3\0".utf8)
        } catch {
            return false
        }
    }

    /// Whether this program's migrations were here.
    var isOurs: Bool {
        get throws(StoreError) { try tables().contains("exstreamtv_schema") }
    }

    private func tables() throws(StoreError) -> [String] {
        try query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ) { (row) throws(StoreError) in try row[0] }
    }
}
