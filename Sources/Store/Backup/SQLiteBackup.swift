import CSQLite

extension SQLiteDatabase {
    /// Copies one state of the whole database into the new file `path` by SQLite's online backup;
    /// others may read and write meanwhile. The copy needs no other file beside it.
    func copy(to path: String) throws(StoreError) {
        let copy = try SQLiteDatabase.open(path, .readWrite)
        // The copy is checked and compressed before it counts, so it needs no flush of its own.
        try copy.script("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
        guard let work = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
            throw copy.error(sqlite3_errcode(copy.handle), doing: "begin a backup")
        }
        let code = sqlite3_backup_step(work, -1)
        sqlite3_backup_finish(work)
        switch code & 0xff {
        case SQLITE_DONE: try copy.script("PRAGMA journal_mode = DELETE")
        case SQLITE_CORRUPT, SQLITE_NOTADB: throw .corrupt(path: self.path)
        case SQLITE_BUSY, SQLITE_LOCKED: throw .busy(path: self.path)
        default: throw copy.error(code, doing: "make a backup")
        }
    }

    /// Writes everything into the one file and leaves nothing beside it.
    ///
    /// - Throws: ``StoreError/busy(path:)`` while anybody else has the database open.
    func gatherIntoOneFile() throws(StoreError) {
        try script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
    }
}
