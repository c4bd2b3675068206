public import Broadcast

/// One page of what a search found.
public struct SearchPage: Equatable, Sendable {
    /// How many there are in all, counted up to ``mostCounted``.
    public let total: Int
    public let items: [SearchItem]

    public static let mostCounted = 1_000
}

/// A file as searches show it.
public struct SearchItem: Equatable, Sendable {
    public let id: Media.ID
    public let title: String
    public let show: String?
    public let season: Int?
    public let episode: Int?
    public let year: Int?
    /// `nil` until it was probed.
    public let duration: Duration?
    public let state: MediaState
    /// Why it cannot be played.
    public let reason: String?
    /// The name of its source.
    public let library: String
    /// Absolute.
    public let path: String
}

extension Store {
    /// What a query finds, in the library's order. Extras are found only by `kind:extra`.
    ///
    /// - Parameters:
    ///   - limit: at most 500.
    ///   - offset: how many to leave out at the beginning.
    /// - Throws: ``QueryError``, which says where in the text it is wrong.
    public func search(
        _ text: String, at moment: QueryMoment, limit: Int = 50, offset: Int = 0
    ) async throws -> SearchPage {
        let query = try QueryReader.read(text)
        return try await read { database in
            var sql = SearchSQL(database, at: moment)
            let condition = "(\(try sql.condition(query))) \(Search.scope(of: query))"
            let first = max(offset, 0)
            let page = first..<first + min(max(limit, 0), 500)
            let (hits, total) = try database.hits(condition, sql.values, on: page)
            return SearchPage(
                total: total,
                items: try hits.compactMap { (id) throws(StoreError) in try database.found(id) })
        }
    }
}

extension Database {
    /// The media that a condition holds for: those of one page, and how many there are, counted as
    /// far as needed. One walk in the order of results does both.
    fileprivate func hits(
        _ condition: String, _ values: [any Column], on page: Range<Int>
    ) throws(StoreError) -> (page: [Media.ID], total: Int) {
        var hits: [Media.ID] = []
        var total = 0
        try forEach(
            """
            SELECT id FROM media WHERE \(condition) ORDER BY sort_key
            LIMIT \(max(SearchPage.mostCounted, page.upperBound))
            """, values
        ) { (row) throws(StoreError) in
            if page.contains(total) { hits.append(try row[0]) }
            total += 1
        }
        return (hits, min(total, SearchPage.mostCounted))
    }

    fileprivate func found(_ id: Media.ID) throws(StoreError) -> SearchItem? {
        try first(
            """
            SELECT media.id, title, show, season, episode, year, duration, state, sources.name,
                location, folder, media.name, reason
            FROM media JOIN sources ON sources.id = source WHERE media.id = ?1
            """, [id], SearchItem.init)
    }
}

/// What every search leaves out.
enum Search {
    /// Continues a WHERE clause.
    static func scope(of query: Query) -> String {
        let active = "AND +media.source IN (SELECT id FROM sources WHERE active = 1)"
        return query.contains { $0 == .kind(.extra) } ? active : "AND extra = 0 \(active)"
    }
}

extension SearchItem {
    init(_ row: Row) throws(StoreError) {
        let state: String = try row[7]
        guard let state = MediaState(rawValue: state) else {
            throw .unreadable("a file in the state “\(state)”")
        }
        self.init(
            id: try row[0], title: try row[1], show: try row[2], season: try row[3],
            episode: try row[4], year: try row[5], duration: try row[6], state: state,
            reason: try row[12], library: try row[8],
            path: absolutePath(try row[9], try row[10], try row[11]))
    }
}
