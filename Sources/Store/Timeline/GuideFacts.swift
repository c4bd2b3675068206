public import Broadcast

/// What the guide says about a media file.
public struct GuideFacts: Equatable, Sendable {
    public let title: String
    public let details: MediaDetails
}

extension Store {
    /// What the guide says about media, playable or not.
    public func guideFacts(of ids: Set<Media.ID>) async throws -> [Media.ID: GuideFacts] {
        try await read { database in
            var facts: [Media.ID: GuideFacts] = [:]
            for id in ids {
                facts[id] = try database.first(
                    """
                    SELECT title, show, season, episode, year, released, details
                    FROM media WHERE id = ?1
                    """, [id]
                ) { (row) throws(StoreError) in
                    GuideFacts(title: try row[0], details: try MediaDetails(guide: row))
                }
            }
            return facts
        }
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
