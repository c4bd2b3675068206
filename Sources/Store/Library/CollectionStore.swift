public import Broadcast

/// What an automatic collection, and the channel made for it, is of.
public enum CollectionScope: Hashable, Sendable {
    /// All media of all sources in use.
    case everything
    case source(LibrarySource.ID)
    /// A source's folder of the first level, with all that is in it.
    case shelf(LibrarySource.ID, String)

    /// Names it in the store, for ever.
    public var key: String {
        switch self {
        case .everything: "everything"
        case .source(let id): "source:\(id.value)"
        case .shelf(let id, let name): "shelf:\(id.value):\(name)"
        }
    }

    public var source: LibrarySource.ID? {
        switch self {
        case .everything: nil
        case .source(let id), .shelf(let id, _): id
        }
    }

    fileprivate var shelf: String? {
        if case .shelf(_, let name) = self { name } else { nil }
    }
}

extension Store {
    /// The collection of `scope`; made under `name` if there is none yet.
    public func collection(
        of scope: CollectionScope, name: String
    ) async throws -> MediaCollection.ID {
        try await write { database in
            try database.execute(
                """
                INSERT INTO collections (key, name, source, shelf, revision)
                VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT (key) DO NOTHING
                """, [scope.key, name, scope.source, scope.shelf])
            let id: MediaCollection.ID? = try database.first(
                "SELECT id FROM collections WHERE key = ?1", [scope.key]
            ) { (row) throws(StoreError) in try row[0] }
            guard let id else { throw StoreError.unreadable("a new collection has no id") }
            return id
        }
    }

    /// Everything in the collection that was ever playable, in its own order; what is not there at
    /// present, or too short to be a programme, is marked missing.
    public func collection(_ id: MediaCollection.ID) async throws -> MediaCollection? {
        try await read { database in
            guard let rule = try database.rule(of: id) else { return nil }
            let items = try database.query(
                """
                SELECT media.id, duration, title, released, show, season, episode, state
                FROM media \(rule.condition) AND facts IS NOT NULL AND \(MediaFilter.programme) ORDER BY sort_key, media.id
                """, rule.values, Playable.init)
            return MediaCollection(id: id, name: rule.name, items: items)
        }
    }

    /// Differs from every earlier one if what the collection holds has changed since.
    public func collectionStamp(_ id: MediaCollection.ID) async throws -> Int64? {
        try await read { try $0.rule(of: id)?.revision }
    }

    /// Facts of the files of a collection that are playable now, for choosing a profile.
    public func playableFacts(
        in id: MediaCollection.ID, limit: Int
    ) async throws -> [MediaFacts] {
        try await read { database in
            guard let rule = try database.rule(of: id) else { return [] }
            return try database.query(
                "SELECT facts FROM media \(rule.condition) AND state = 'ok' "
                    + "AND \(MediaFilter.programme) LIMIT \(limit)",
                rule.values
            ) { (row) throws(StoreError) in
                try JSONText.decode(MediaFacts.self, from: try row[0])
            }
        }
    }

    /// Folders of the first level that have something to play, in the order of their names.
    public func shelves(of source: LibrarySource.ID) async throws -> [String] {
        try await read { database in
            try database.query(
                """
                SELECT DISTINCT shelf FROM media
                WHERE source = ?1 AND shelf <> '' AND facts IS NOT NULL AND extra = 0
                ORDER BY shelf
                """, [source]
            ) { (row) throws(StoreError) in try row[0] }
        }
    }
}

/// Conditions on media that several queries share.
enum MediaFilter {
    /// No extra, and of several versions of a film the tallest that is there.
    static let programme = """
        extra = 0 AND (version IS NULL OR NOT EXISTS (
            SELECT 1 FROM media AS better
            WHERE better.source = media.source AND better.folder = media.folder
                AND better.version = media.version AND better.state = 'ok'
                AND better.extra = 0 AND better.id <> media.id
                AND (media.state <> 'ok'
                    OR coalesce(better.height, 0) > coalesce(media.height, 0)
                    OR (coalesce(better.height, 0) = coalesce(media.height, 0)
                        AND better.id < media.id))))
        """
}

/// How a collection finds its media.
private struct CollectionRule {
    let name: String
    let revision: Int64
    let source: Int64?
    let shelf: String?

    /// A JOIN and a WHERE clause.
    var condition: String {
        switch (source, shelf) {
        case (nil, _):
            "JOIN sources ON sources.id = media.source AND sources.active = 1 WHERE 1 = 1"
        case (_, nil): "WHERE source = ?1"
        default: "WHERE source = ?1 AND shelf = ?2"
        }
    }

    var values: [any Column] {
        switch (source, shelf) {
        case (nil, _): []
        case (let source?, nil): [source]
        case (let source?, let shelf?): [source, shelf]
        }
    }
}

extension Database {
    fileprivate func rule(of id: MediaCollection.ID) throws(StoreError) -> CollectionRule? {
        try first("SELECT name, revision, source, shelf FROM collections WHERE id = ?1", [id]) {
            (row) throws(StoreError) in
            CollectionRule(
                name: try row[0], revision: try row[1], source: try row[2], shelf: try row[3])
        }
    }

    /// Says that what these collections hold has changed; `nil` is all shelves.
    func touchCollections(source: LibrarySource.ID, shelf: String?) throws(StoreError) {
        try execute(
            """
            UPDATE collections SET revision = revision + 1
            WHERE source IS NULL
                OR (source = ?1 AND (shelf IS NULL OR ?2 IS NULL OR shelf = ?2))
            """, [source, shelf])
    }
}

extension Playable {
    init(_ row: Row) throws(StoreError) {
        let state: String = try row[7]
        let duration: Duration = try row[1]
        self.init(
            id: try row[0], duration: duration, title: try row[2], released: try row[3],
            show: try row[4], season: try row[5], episode: try row[6],
            isMissing: state != MediaState.ok.rawValue || duration < .seconds(1))
    }
}
