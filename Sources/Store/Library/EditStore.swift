public import Broadcast

/// A file of the library with all that is known about it.
public struct MediaItem: Equatable, Sendable {
    public let entry: MediaEntry
    /// What name, files beside it and owner say together, and who says what.
    public let known: MediaDetails.Merged
    /// What the owner says.
    public let edits: MediaDetails
}

extension Store {
    /// - Returns: `nil` if there is no such file in the sources in use.
    public func mediaItem(_ id: Media.ID) async throws -> MediaItem? {
        try await read { try $0.mediaItem(id) }
    }

    /// Changes what the owner says about a file, and with it the file's description, at once.
    ///
    /// - Parameters:
    ///   - change: gives what the owner says from now on; what it throws is thrown, and nothing is
    ///     changed.
    ///   - describe: as scans do it.
    /// - Returns: the file as it is now; `nil` if there is none.
    public func edit(
        _ id: Media.ID, with describe: Describing,
        _ change: @Sendable (MediaItem) throws -> MediaDetails
    ) async throws -> MediaItem? {
        try await write(.lasting) { database in
            guard let item = try database.mediaItem(id) else { return nil }
            let edits = try change(item)
            guard edits != item.edits else { return item }
            let text = try edits == MediaDetails() ? nil : JSONText.encode(edits)
            try database.execute("UPDATE media SET edits = ?2 WHERE id = ?1", [id, text])
            let files = try database.query(
                "SELECT \(NamedFile.columns) FROM media WHERE id = ?1", [id], NamedFile.init)
            let source = item.entry.source
            _ = try database.describe(files, of: source, with: describe)
            try database.touchCollections(source: source, shelf: nil)
            return try database.mediaItem(id)
        }
    }
}

extension Database {
    fileprivate func mediaItem(_ id: Media.ID) throws(StoreError) -> MediaItem? {
        guard let entry = try mediaEntry(id) else { return nil }
        let texts = try first(
            "SELECT details, edits FROM media WHERE id = ?1", [id]
        ) { (row) throws(StoreError) -> (String?, String?) in (try row[0], try row[1]) }
        let known = try texts?.0.map { (text) throws(StoreError) in
            try JSONText.decode(MediaDetails.Merged.self, from: text)
        }
        let edits = try texts?.1.map { (text) throws(StoreError) in
            try JSONText.decode(MediaDetails.self, from: text)
        }
        return MediaItem(
            entry: entry,
            known: known ?? MediaDetails.merged([(.name, MediaDetails(entry))]),
            edits: edits ?? MediaDetails())
    }
}

extension MediaDetails {
    /// What is known where the name is all there is.
    fileprivate init(_ entry: MediaEntry) {
        self.init()
        title = entry.title
        show = entry.show
        season = entry.season
        episode = entry.episode
        year = entry.year
    }
}
