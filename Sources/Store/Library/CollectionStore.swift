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
    ///
    /// - Parameter moment: what a smart collection's search means by today.
    /// - Throws: ``QueryError`` if a smart collection's search cannot be answered any more.
    public func collection(
        _ id: MediaCollection.ID, at moment: QueryMoment
    ) async throws -> MediaCollection? {
        try await read { try $0.collection(id, at: moment) }
    }

    /// Differs from every earlier one if what the collection holds has changed since, or the day
    /// of a smart collection whose search is about today.
    public func collectionStamp(
        _ id: MediaCollection.ID, at moment: QueryMoment
    ) async throws -> Int64? {
        try await read { database in
            guard let rule = try database.rule(of: id) else { return nil }
            let isDaily = try database.dependsOnToday(rule)
            return rule.revision * 1_000_000 + Int64(isDaily ? moment.today.number : 0)
        }
    }

    /// Facts of the files of a collection that are playable now, for choosing a profile.
    public func playableFacts(
        in id: MediaCollection.ID, limit: Int, at moment: QueryMoment
    ) async throws -> [MediaFacts] {
        try await read { database in
            guard let rule = try database.rule(of: id) else { return [] }
            let (condition, values) =
                try rule.mix == nil
                ? rule.condition(in: database, at: moment)
                : database.condition(ofMix: id, limit: limit, at: moment)
            return try database.query(
                "SELECT facts FROM media WHERE \(condition) AND state = 'ok' "
                    + "AND \(MediaFilter.programme) LIMIT \(limit)",
                values
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
struct CollectionRule {
    let name: String
    let revision: Int64
    let source: Int64?
    let shelf: String?
    let query: String?
    /// What its owner put together, as JSON.
    let mix: String?

    /// Not for one with a mix, which is no condition on single media.
    func condition(
        in database: any Database, at moment: QueryMoment
    ) throws -> (sql: String, values: [any Column]) {
        if let query {
            let query = try QueryReader.read(query)
            var sql = SearchSQL(database, at: moment, in: name)
            return ("(\(try sql.condition(query))) \(Search.scope(of: query))", sql.values)
        }
        return switch (source, shelf) {
        case (nil, _): ("source IN (SELECT id FROM sources WHERE active = 1)", [])
        case (let source?, nil): ("source = ?1", [source])
        case (let source?, let shelf?): ("source = ?1 AND shelf = ?2", [source, shelf])
        }
    }
}

extension Database {
    func rule(of id: MediaCollection.ID) throws(StoreError) -> CollectionRule? {
        try first(
            "SELECT name, revision, source, shelf, query, mix FROM collections WHERE id = ?1", [id]
        ) { (row) throws(StoreError) in
            CollectionRule(
                name: try row[0], revision: try row[1], source: try row[2], shelf: try row[3],
                query: try row[4], mix: try row[5])
        }
    }

    func collection(
        _ id: MediaCollection.ID, at moment: QueryMoment
    ) throws -> MediaCollection? {
        guard let rule = try rule(of: id) else { return nil }
        if rule.mix != nil {
            var evaluation = MixEvaluation(database: self, moment: moment)
            return try evaluation.collection(id, depth: 0)
        }
        return try collection(id, rule, at: moment)
    }

    /// - Parameter rule: Of the collection; no mix.
    func collection(
        _ id: MediaCollection.ID, _ rule: CollectionRule, at moment: QueryMoment
    ) throws -> MediaCollection {
        let (condition, values) = try rule.condition(in: self, at: moment)
        var show: String?
        let items = try query(
            """
            SELECT \(Playable.columns) FROM media
            WHERE \(condition) AND facts IS NOT NULL AND \(MediaFilter.programme)
            ORDER BY sort_key, media.id
            """, values
        ) { (row) throws(StoreError) in
            var item = try Playable(row)
            // Episodes of one show come one after the other, and have its name only once so.
            if item.show == show { item.show = show } else { show = item.show }
            return item
        }
        return MediaCollection(id: id, name: rule.name, items: items)
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
    static let columns = "media.id, duration, title, released, show, season, episode, state"

    init(_ row: Row) throws(StoreError) {
        let state: String = try row[7]
        let duration: Duration = try row[1]
        self.init(
            id: try row[0], duration: duration, title: try row[2], released: try row[3],
            show: try row[4], season: try row[5], episode: try row[6],
            isMissing: state != MediaState.ok.rawValue || duration < .seconds(1))
    }
}
