public import Broadcast

/// A search that is kept, and is done anew whenever a timeline is built.
public struct SmartCollection: Equatable, Sendable, Identifiable {
    public let id: MediaCollection.ID
    public let name: String
    public let query: String

    public init(id: MediaCollection.ID, name: String, query: String) {
        self.id = id
        self.name = name
        self.query = query
    }
}

/// Why a smart collection could not be saved or removed.
public enum SmartCollectionError: Error, Equatable, Sendable {
    case noName
    case unknown(String)
    case inUse(String, by: String)
}

extension SmartCollectionError: Explained {
    public var message: String {
        switch self {
        case .noName: "A smart collection needs a name of at most 200 characters."
        case .unknown(let name): "There is no smart collection “\(name)”."
        case .inUse(let name, let user): "“\(name)” is used by \(user), so it stays."
        }
    }

    public var remedy: String {
        switch self {
        case .noName: "Give it one."
        case .unknown: "Check the name."
        case .inUse: "Take it out of there first."
        }
    }
}

extension Store {
    /// All smart collections, in the order of their names.
    public func smartCollections() async throws -> [SmartCollection] {
        try await read { database in
            try database.query(
                """
                SELECT id, name, query FROM collections
                WHERE query IS NOT NULL ORDER BY name COLLATE NOCASE
                """
            ) { (row) throws(StoreError) in
                SmartCollection(id: try row[0], name: try row[1], query: try row[2])
            }
        }
    }

    /// Makes a smart collection, or gives the one of that name another query.
    ///
    /// - Throws: ``QueryError`` if the query cannot be answered, or the collection would contain
    ///   itself; ``SmartCollectionError/noName``.
    public func saveSmartCollection(
        named name: String, query: String, at moment: QueryMoment
    ) async throws -> MediaCollection.ID {
        guard (1...200).contains(name.count), !name.allSatisfy(\.isWhitespace) else {
            throw SmartCollectionError.noName
        }
        let parsed = try QueryReader.read(query)
        return try await write { database in
            try database.execute(
                """
                INSERT INTO collections (name, query, revision) VALUES (?1, ?2, 0)
                ON CONFLICT (name COLLATE NOCASE) WHERE query IS NOT NULL
                DO UPDATE SET name = excluded.name, query = excluded.query
                """, [name, query])
            var sql = SearchSQL(database, at: moment, in: name)
            _ = try sql.condition(parsed)
            // Others may be made of this one.
            try database.execute(
                "UPDATE collections SET revision = revision + 1 "
                    + "WHERE query IS NOT NULL OR mix IS NOT NULL", [])
            return try database.smartCollection(name).id
        }
    }

    /// - Throws: ``SmartCollectionError`` if there is none, or another or a channel needs it.
    public func removeSmartCollection(named name: String) async throws {
        let others = try await smartCollections()
        for other in others where other.name.lowercased() != name.lowercased() {
            if try QueryReader.read(other.query).contains(named: name) {
                throw SmartCollectionError.inUse(name, by: "the smart collection “\(other.name)”")
            }
        }
        try await write { database in
            let id = try database.smartCollection(name).id
            if let user = try database.user(of: id) {
                throw SmartCollectionError.inUse(name, by: user)
            }
            try database.execute("DELETE FROM collections WHERE id = ?1", [id])
        }
    }
}

extension Query {
    fileprivate func contains(named name: String) -> Bool {
        contains {
            if case .collection(let other, _) = $0 {
                other.lowercased() == name.lowercased()
            } else {
                false
            }
        }
    }
}

extension Database {
    /// Whether what a query finds may be another tomorrow without any change of the library.
    func dependsOnToday(_ text: String, depth: Int = 0) throws -> Bool {
        guard depth < QueryReader.deepest else { return false }
        return try QueryReader.read(text).contains { part in
            switch part {
            case .age, .onThisDay: return true
            case .collection(let name, _):
                let other = try? smartCollection(name)
                return other.flatMap { try? dependsOnToday($0.query, depth: depth + 1) } ?? false
            default: return false
            }
        }
    }

    fileprivate func smartCollection(_ name: String) throws -> SmartCollection {
        let found = try first(
            "SELECT id, name, query FROM collections WHERE query IS NOT NULL "
                + "AND name = ?1 COLLATE NOCASE", [name]
        ) { (row) throws(StoreError) in
            SmartCollection(id: try row[0], name: try row[1], query: try row[2])
        }
        guard let found else { throw SmartCollectionError.unknown(name) }
        return found
    }
}
