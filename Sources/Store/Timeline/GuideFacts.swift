public import Broadcast

/// What the guide says about a media file, and from where it has a picture.
public struct GuideFacts: Equatable, Sendable {
    public let title: String
    public let details: MediaDetails
    /// The file's own name, without its folder.
    public let name: String
    /// Names of the pictures in its folder, and in those above it; empty where there are none.
    public let pictures: [[String]]
}

extension Store {
    /// What the guide says about media, playable or not.
    public func guideFacts(of ids: Set<Media.ID>) async throws -> [Media.ID: GuideFacts] {
        try await read { database in
            var facts: [Media.ID: GuideFacts] = [:]
            var pictures = PictureNames()
            for id in ids {
                facts[id] = try database.first(
                    """
                    SELECT title, show, season, episode, year, released, details, name, source,
                        folder
                    FROM media WHERE id = ?1
                    """, [id]
                ) { (row) throws(StoreError) in
                    GuideFacts(
                        title: try row[0], details: try MediaDetails(guide: row), name: try row[7],
                        pictures: try pictures.around(try row[9], of: try row[8], in: database))
                }
            }
            return facts
        }
    }
}

/// The names of pictures by folder, each folder read once.
private struct PictureNames {
    private struct Place: Hashable {
        let source: LibrarySource.ID
        let folder: String
    }

    private var known: [Place: [String]] = [:]

    mutating func around(
        _ folder: String, of source: LibrarySource.ID, in database: any Database
    ) throws(StoreError) -> [[String]] {
        var names: [[String]] = []
        for folder in SidecarFile.folders(around: folder) {
            let place = Place(source: source, folder: folder)
            if known[place] == nil {
                known[place] = try database.pictureNames(in: folder, of: source)
            }
            names.append(known[place] ?? [])
        }
        return names.allSatisfy(\.isEmpty) ? [] : names
    }
}

extension Database {
    fileprivate func pictureNames(
        in folder: String, of source: LibrarySource.ID
    ) throws(StoreError) -> [String] {
        try query(
            """
            SELECT name FROM sidecars WHERE source = ?1 AND folder = ?2 AND kind = 'artwork'
            ORDER BY name
            """, [source, folder]
        ) { (row) throws(StoreError) in try row[0] }
    }
}

extension MediaDetails {
    /// What a name says, where nothing else says more.
    fileprivate init(guide row: Row) throws(StoreError) {
        if let text: String = try row[6] {
            self = try JSONText.decode(Merged.self, from: text).details
        } else {
            self.init()
        }
        let name: (String?, Int?, Int?, Int?, Int?) = (
            try row[1], try row[2], try row[3], try row[4], try row[5]
        )
        show = show ?? name.0
        season = season ?? name.1
        episode = episode ?? name.2
        year = year ?? name.3
        released = released ?? name.4
    }
}
