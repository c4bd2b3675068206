public import Broadcast

/// A collection as lists show it.
public struct CollectionEntry: Equatable, Sendable, Identifiable {
    public let id: MediaCollection.ID
    public let name: String
    /// `nil` for the collection of everything, and for smart ones.
    public let source: LibrarySource.ID?
    /// The source's folder of the first level that it is of; `nil` for all of them.
    public let folder: String?
    /// A smart collection's search.
    public let query: String?
    /// Whether its owner has put it together.
    public let isOwn: Bool
    /// How many items can be played now, and for how long they play together.
    public let items: Int
    public let length: Duration
}

extension Store {
    /// The collections of the sources in use, everything first, then by source and name, then smart
    /// ones and the owner's own. One whose search cannot be answered any more counts as empty.
    ///
    /// - Parameter moment: what a smart collection's search means by today.
    public func collectionEntries(at moment: QueryMoment) async throws -> [CollectionEntry] {
        try await read { database in
            try database.collectionsInUse().map { try database.entry($0, at: moment) }
        }
    }

    /// The collections that a schedule may draw from.
    public func collectionIDs() async throws -> [MediaCollection.ID] {
        try await read { try $0.collectionsInUse() }
    }
}

extension Database {
    fileprivate func collectionsInUse() throws(StoreError) -> [MediaCollection.ID] {
        try query(
            """
            SELECT id FROM collections
            WHERE source IS NULL OR source IN (SELECT id FROM sources WHERE active = 1)
            ORDER BY mix IS NOT NULL, query IS NOT NULL, source IS NOT NULL, source, shelf IS NOT NULL, name, id
            """
        ) { (row) throws(StoreError) in try row[0] }
    }

    fileprivate func entry(
        _ id: MediaCollection.ID, at moment: QueryMoment
    ) throws -> CollectionEntry {
        guard let rule = try rule(of: id) else {
            throw StoreError.unreadable("a collection that is listed is gone")
        }
        var size = (items: 0, length: Duration.zero)
        if rule.mix != nil {
            let items = try collection(id, at: moment)?.items.filter { !$0.isMissing } ?? []
            size = (items.count, items.reduce(.zero) { $0 + $1.duration })
        } else if let (condition, values) = try? rule.condition(in: self, at: moment) {
            size =
                try first(
                    """
                    SELECT count(*), coalesce(sum(duration), 0) FROM media
                    WHERE \(condition) AND state = 'ok' AND duration >= 1000000
                        AND \(MediaFilter.programme)
                    """, values
                ) { (row) throws(StoreError) -> (Int, Duration) in (try row[0], try row[1]) }
                ?? size
        }
        return CollectionEntry(
            id: id, name: rule.name, source: rule.source.map(LibrarySource.ID.init),
            folder: rule.shelf, query: rule.query, isOwn: rule.mix != nil, items: size.items,
            length: size.length)
    }
}
