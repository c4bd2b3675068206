public import Broadcast

extension Store {
    /// Forgets files that are missing, and all that was said about them. Nothing else ever does: a
    /// disk may come back.
    ///
    /// - Parameter id: this one only; `nil` is all.
    /// - Returns: how many there were.
    public func forgetMissing(_ id: Media.ID? = nil) async throws -> Int {
        try await write(.lasting) { database in
            let condition = "state = 'missing' AND (?1 IS NULL OR id = ?1)"
            let sources = try database.query(
                "SELECT source, count(*) FROM media WHERE \(condition) GROUP BY source", [id]
            ) { (row) throws(StoreError) -> (LibrarySource.ID, Int) in (try row[0], try row[1]) }
            try database.execute("DELETE FROM media WHERE \(condition)", [id])
            for (source, _) in sources {
                try database.touchCollections(source: source, shelf: nil)
            }
            return sources.reduce(0) { $0 + $1.1 }
        }
    }
}
