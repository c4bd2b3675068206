public import Broadcast

extension Store {
    /// The media that can be played now; whatever else was asked for is left out.
    public func media(_ ids: [Media.ID]) async throws -> [Media.ID: Media] {
        try await read { database in
            var found: [Media.ID: Media] = [:]
            for id in Set(ids) {
                let media = try database.first(
                    """
                    SELECT media.id, location, folder, media.name, title, facts
                    FROM media JOIN sources ON sources.id = source
                    WHERE media.id = ?1 AND state = 'ok'
                    """, [id], Media.init)
                found[id] = media ?? nil
            }
            return found
        }
    }

    /// Why media cannot be played at the moment, for those that cannot.
    public func unplayable(_ ids: [Media.ID]) async throws -> [Media.ID: String] {
        try await read { database in
            var reasons: [Media.ID: String] = [:]
            for id in Set(ids) {
                reasons[id] = try database.reason(whyNot: id)
            }
            return reasons
        }
    }

    /// The titles of media, playable or not.
    public func titles(of ids: Set<Media.ID>) async throws -> [Media.ID: String] {
        try await read { database in
            var titles: [Media.ID: String] = [:]
            for id in ids {
                titles[id] = try database.first("SELECT title FROM media WHERE id = ?1", [id]) {
                    (row) throws(StoreError) in try row[0]
                }
            }
            return titles
        }
    }

    /// How many files are in each state, over the sources in use.
    ///
    /// - Parameter source: only of this one.
    public func mediaCounts(of source: LibrarySource.ID? = nil) async throws -> [MediaState: Int] {
        try await read { database in
            let counts = try database.query(
                """
                SELECT state, count(*)
                FROM media JOIN sources ON sources.id = source AND active = 1
                WHERE ?1 IS NULL OR source = ?1 GROUP BY state
                """, [source]
            ) { (row) throws(StoreError) -> (String, Int) in (try row[0], try row[1]) }
            return counts.reduce(into: [:]) { counts, row in
                if let state = MediaState(rawValue: row.0) { counts[state] = row.1 }
            }
        }
    }
}

extension Database {
    fileprivate func reason(whyNot id: Media.ID) throws(StoreError) -> String? {
        let row = try first("SELECT state, reason FROM media WHERE id = ?1", [id]) {
            (row) throws(StoreError) -> (String, String?) in (try row[0], try row[1])
        }
        guard let (state, reason) = row else { return "It is not in the library any more." }
        return switch MediaState(rawValue: state) {
        case .ok: nil
        case .missing: "Its file is missing."
        case .new: "It was not probed yet."
        case .unplayable, nil: reason
        }
    }
}

extension Media {
    /// `nil` if there is nothing to play.
    init?(_ row: Row) throws(StoreError) {
        let facts = try JSONText.decode(MediaFacts.self, from: try row[5])
        self.init(
            id: try row[0], path: absolutePath(try row[1], try row[2], try row[3]),
            title: try row[4], facts: facts)
    }
}
