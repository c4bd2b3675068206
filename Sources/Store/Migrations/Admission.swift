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
        let tables = try database.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ) { (row) throws(StoreError) -> String in try row[0] }
        if tables.isEmpty { return }
        guard tables.contains("exstreamtv_schema") else { throw .foreign(path: path) }
        let version = try Migration.version(of: database)
        guard version <= Migration.newest else {
            throw .newer(path: path, version: version, known: Migration.newest)
        }
    }
}
