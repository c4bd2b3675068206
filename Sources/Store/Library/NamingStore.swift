public import Broadcast

/// A file as the rules for names need it.
public struct NamedFile: Equatable, Sendable {
    public let id: Media.ID
    /// Relative to the source; `""` is the source itself.
    public let folder: String
    public let name: String
    /// What the owner says.
    public let edits: MediaDetails?
    /// What the tags inside it say.
    public let tags: MediaDetails?

    /// Relative to the source.
    public var path: String { folder.isEmpty ? name : "\(folder)/\(name)" }

    init(_ row: Row) throws(StoreError) {
        id = try row[0]
        folder = try row[1]
        name = try row[2]
        edits = try Self.details(try row[3])
        tags = try Self.details(try row[4])
    }

    private static func details(_ text: String?) throws(StoreError) -> MediaDetails? {
        try text.map { (text) throws(StoreError) in
            try JSONText.decode(MediaDetails.self, from: text)
        }
    }

    static let columns = "id, folder, name, edits, json_extract(facts, '$.tags')"
}

extension Store {
    /// The edition of the rules for names by which all media of a source were last named.
    public func namingEdition(of source: LibrarySource.ID) async throws -> Int {
        try await read { database in
            try database.first("SELECT naming FROM sources WHERE id = ?1", [source]) {
                (row) throws(StoreError) in try row[0]
            } ?? 0
        }
    }

    public func setNamingEdition(_ edition: Int, of source: LibrarySource.ID) async throws {
        try await write(.regainable) { database in
            try database.execute(
                "UPDATE sources SET naming = ?2 WHERE id = ?1", [source, edition])
            try database.touchCollections(source: source, shelf: nil)
        }
    }

    /// Files of a source, lowest id first, after `id`.
    public func namedFiles(
        of source: LibrarySource.ID, after id: Media.ID?, limit: Int
    ) async throws -> [NamedFile] {
        try await read { database in
            try database.query(
                """
                SELECT \(NamedFile.columns) FROM media
                WHERE source = ?1 AND id > ?2 ORDER BY id LIMIT ?3
                """, [source, id ?? Media.ID(0), limit], NamedFile.init)
        }
    }

    public func name(_ namings: [(Media.ID, MediaNaming)]) async throws {
        try await write(.regainable) { database in
            for (id, naming) in namings {
                try database.execute(
                    """
                    UPDATE media SET (\(MediaNaming.columnNames))
                        = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10), described = 0
                    WHERE id = ?1
                    """, [id] + naming.columns)
            }
        }
    }
}
