public import Broadcast

/// A file of the library as lists show it.
public struct MediaEntry: Equatable, Sendable, Identifiable {
    public let id: Media.ID
    public let source: LibrarySource.ID
    public let title: String
    public let show: String?
    public let season: Int?
    public let episode: Int?
    public let year: Int?
    /// Relative to its source.
    public let path: String
    public let state: MediaState
    /// Why it cannot be played.
    public let reason: String?
    public let duration: Duration?
    /// In pixels.
    public let height: Int?
}

/// Which media a list shows.
public struct MediaSelection: Equatable, Sendable {
    public var source: LibrarySource.ID?
    public var state: MediaState?
    /// Part of a title, a show or a path, in any case of the letters A to Z.
    public var text: String?

    public init(source: LibrarySource.ID? = nil, state: MediaState? = nil, text: String? = nil) {
        self.source = source
        self.state = state
        self.text = text
    }
}

extension Store {
    /// One page of the media of the sources in use, in the library's order.
    public func media(
        _ selection: MediaSelection, offset: Int, limit: Int
    ) async throws -> (entries: [MediaEntry], total: Int) {
        try await read { database in
            let total = try database.first(
                "SELECT count(*) \(MediaSelection.condition)", selection.values
            ) { (row) throws(StoreError) -> Int in try row[0] }
            let entries = try database.query(
                """
                SELECT \(MediaEntry.columns) \(MediaSelection.condition)
                ORDER BY source, sort_key, media.id LIMIT \(limit) OFFSET \(offset)
                """, selection.values, MediaEntry.init)
            return (entries, total ?? 0)
        }
    }
}

extension Database {
    /// A file of the sources in use.
    func mediaEntry(_ id: Media.ID) throws(StoreError) -> MediaEntry? {
        try first(
            """
            SELECT \(MediaEntry.columns) FROM media JOIN sources ON sources.id = source
            WHERE media.id = ?1 AND active = 1
            """, [id], MediaEntry.init)
    }
}

extension MediaSelection {
    fileprivate static let condition = """
        FROM media JOIN sources ON sources.id = source AND active = 1
        WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR state = ?2)
            AND (?3 IS NULL OR title LIKE ?3 ESCAPE '!' OR show LIKE ?3 ESCAPE '!'
                OR folder LIKE ?3 ESCAPE '!' OR media.name LIKE ?3 ESCAPE '!')
        """

    fileprivate var values: [any Column] {
        let pattern = text.map { text in
            "%" + text.map { "%_!".contains($0) ? "!\($0)" : "\($0)" }.joined() + "%"
        }
        return [source, state?.rawValue, pattern]
    }
}

extension MediaEntry {
    fileprivate static let columns = """
        media.id, source, title, show, season, episode, year, folder, media.name, state, reason,
        duration, height
        """

    fileprivate init(_ row: Row) throws(StoreError) {
        let state: String = try row[9]
        let (folder, name): (String, String) = (try row[7], try row[8])
        self.init(
            id: try row[0], source: try row[1], title: try row[2], show: try row[3],
            season: try row[4], episode: try row[5], year: try row[6],
            path: folder.isEmpty ? name : "\(folder)/\(name)",
            state: MediaState(rawValue: state) ?? .unplayable, reason: try row[10],
            duration: try row[11], height: try row[12])
    }
}
