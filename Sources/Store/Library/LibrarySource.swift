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
    /// Makes exactly these the sources in use. Another one that was in use falls
    /// asleep with its media and channels, and wakes with all of them when it is wanted again.
    public func useSources(_ drafts: [SourceDraft]) async throws -> [LibrarySource] {
        try await write { database in
            let before = try database.activeSources().map(\.id)
            try database.execute("UPDATE sources SET active = 0", [])
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
            "SELECT id, kind, location, name, problem FROM sources WHERE active = 1 ORDER BY id",
            [], LibrarySource.init)
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
            problem: try row[4])
    }
}
