public import Broadcast

/// Says of each file what its name, the files beside it and its owner say together. Called within a
/// transaction, so that nothing changes between reading and writing.
public typealias Describing = @Sendable ([NamedFile], [SidecarFile]) -> [MediaDescription]

extension Store {
    /// Describes files of a source of which a name or a file beside has changed, lowest id first,
    /// after `id`, in one transaction.
    ///
    /// - Returns: the last of them; `nil` when there are none.
    public func describe(
        of source: LibrarySource.ID, after id: Media.ID, limit: Int, with describe: Describing
    ) async throws -> Media.ID? {
        try await write(.regainable) { database in
            let files = try database.query(
                """
                SELECT \(NamedFile.columns) FROM media
                WHERE source = ?1 AND described = 0 AND id > ?2 ORDER BY id LIMIT ?3
                """, [source, id, limit], NamedFile.init)
            guard let last = files.last?.id else { return nil }
            if try database.describe(files, of: source, with: describe) > 0 {
                try database.touchCollections(source: source, shelf: nil)
            }
            return last
        }
    }
}

extension Database {
    /// - Returns: how many are others than before.
    func describe(
        _ files: [NamedFile], of source: LibrarySource.ID, with describe: Describing
    ) throws(StoreError) -> Int {
        let folders = Set(files.flatMap { SidecarFile.folders(around: $0.folder) })
        var changed = 0
        for description in describe(files, try sidecars(of: source, in: folders)) {
            changed += try self.describe(description)
        }
        return changed
    }

    /// - Returns: 1 if anything is another than before.
    fileprivate func describe(_ description: MediaDescription) throws(StoreError) -> Int {
        var details: String?
        if let merged = description.details { details = try JSONText.encode(merged) }
        let changed = try execute(
            """
            UPDATE media SET (\(MediaNaming.columnNames))
                = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10), details = ?11
            WHERE id = ?1 AND (details IS NOT ?11 OR title <> ?2 OR sort_key <> ?3)
            """, [description.id] + description.naming.columns + [details])
        try execute("UPDATE media SET described = 1 WHERE id = ?1", [description.id])
        let words = SearchText(description)
        if changed > 0 || !words.isEmpty { try setWords(words, of: description.id) }
        return min(changed, 1)
    }

    private func setWords(_ words: SearchText, of media: Media.ID) throws(StoreError) {
        try execute(
            """
            UPDATE media_search SET genre = ?2, tag = ?3, actor = ?4, director = ?5, writer = ?6,
                studio = ?7, network = ?8, country = ?9, content_rating = ?10, artist = ?11,
                album = ?12, subtitle_language = ?13
            WHERE rowid = ?1
            """, [media] + words.columns)
    }
}

/// Texts as the index of words keeps them: each value between two broken bars.
struct SearchText {
    let columns: [String?]

    var isEmpty: Bool { columns.allSatisfy { $0 == nil } }

    init(_ description: MediaDescription) {
        let details = description.details?.details ?? MediaDetails()
        columns = [
            details.genres, details.tags, details.actors, details.directors, details.writers,
            details.studios, details.networks, details.countries,
            details.contentRating.map { [$0] }, details.artists, details.album.map { [$0] },
            description.subtitleLanguages,
        ].map { $0.flatMap(Self.joined) }
    }

    static func joined(_ values: [String]) -> String? {
        values.isEmpty ? nil : "¦ \(values.joined(separator: " ¦ ")) ¦"
    }
}
