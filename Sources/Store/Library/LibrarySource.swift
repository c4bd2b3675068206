/// A place that media comes from, such as a folder.
public struct LibrarySource: Equatable, Sendable, Identifiable {
    public struct ID: Hashable, Sendable, Column {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
        var stored: Value { .integer(value) }
        init?(_ stored: Value) {
            guard let number = Int64(stored) else { return nil }
            self.init(number)
        }
    }

    public enum Kind: String, Sendable {
        case folder
        /// The clips that the program makes itself while no folder is set.
        case demo
    }

    public let id: ID
    public let kind: Kind
    /// The folder's absolute path.
    public let location: String
    public let name: String
    /// Why the last scan could not look at it; `nil` if it could.
    public let problem: String?
    /// Whether the owner added it on the page; the settings ask for any other.
    public let isOwned: Bool
    /// Whether each of its folders becomes a channel.
    public let makesChannels: Bool
}

/// A source as the settings want it.
public struct SourceDraft: Equatable, Sendable {
    public let kind: LibrarySource.Kind
    public let location: String
    public let name: String

    public init(kind: LibrarySource.Kind, location: String, name: String) {
        self.kind = kind
        self.location = location
        self.name = name
    }
}

extension Store {
    /// Makes these, and those that the owner added, the sources in use. Another one that was in use
    /// falls asleep with its media and channels, and wakes with all of them when it is wanted again.
    public func useSources(_ drafts: [SourceDraft]) async throws -> [LibrarySource] {
        try await write { database in
            let before = try database.activeSources().map(\.id)
            try database.execute("UPDATE sources SET active = owned", [])
            for draft in drafts {
                try database.execute(
                    """
                    INSERT INTO sources (kind, location, name, active) VALUES (?1, ?2, ?3, 1)
                    ON CONFLICT (kind, location) DO UPDATE
                        SET active = 1, name = excluded.name
                    """, [draft.kind.rawValue, draft.location, draft.name])
            }
            let sources = try database.activeSources()
            if sources.map(\.id) != before {
                try database.execute("UPDATE collections SET revision = revision + 1", [])
            }
            return sources
        }
    }

    /// Puts a source in use that the owner wants.
    ///
    /// - Returns: `nil` if it is in use already.
    public func addSource(
        _ draft: SourceDraft, makesChannels: Bool
    ) async throws -> LibrarySource.ID? {
        try await write { database in
            let id: LibrarySource.ID? = try database.first(
                """
                INSERT INTO sources (kind, location, name, active, owned, makes_channels)
                VALUES (?1, ?2, ?3, 1, 1, ?4)
                ON CONFLICT (kind, location) DO UPDATE SET active = 1, owned = 1,
                    name = excluded.name, makes_channels = excluded.makes_channels
                    WHERE active = 0
                RETURNING id
                """, [draft.kind.rawValue, draft.location, draft.name, makesChannels]
            ) { (row) throws(StoreError) in try row[0] }
            if id != nil {
                try database.execute("UPDATE collections SET revision = revision + 1", [])
            }
            return id
        }
    }

    /// Takes a source out of use that the owner had added; it falls asleep.
    public func removeSource(_ id: LibrarySource.ID) async throws {
        try await write { database in
            try database.execute(
                "UPDATE sources SET active = 0, owned = 0 WHERE id = ?1 AND owned = 1", [id])
            try database.execute("UPDATE collections SET revision = revision + 1", [])
        }
    }

    /// The sources in use.
    public func sources() async throws -> [LibrarySource] {
        try await read { try $0.activeSources() }
    }

    /// Notes how a scan of the source ended.
    ///
    /// - Parameter problem: why it could not be looked at; `nil` if it could.
    public func note(problem: String?, of source: LibrarySource.ID) async throws {
        try await write(.regainable) { database in
            try database.execute(
                "UPDATE sources SET problem = ?2 WHERE id = ?1", [source, problem])
        }
    }
}

extension Database {
    fileprivate func activeSources() throws(StoreError) -> [LibrarySource] {
        try query(
            """
            SELECT id, kind, location, name, problem, owned, makes_channels
            FROM sources WHERE active = 1 ORDER BY id
            """, [], LibrarySource.init)
    }
}

extension LibrarySource {
    init(_ row: Row) throws(StoreError) {
        let kind: String = try row[1]
        guard let kind = Kind(rawValue: kind) else {
            throw .unreadable("a source of the kind “\(kind)”")
        }
        self.init(
            id: try row[0], kind: kind, location: try row[2], name: try row[3],
            problem: try row[4], isOwned: try row[5], makesChannels: try row[6])
    }
}
