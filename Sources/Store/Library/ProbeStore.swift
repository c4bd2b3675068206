public import Broadcast

/// A file that waits for its probe.
public struct ProbeCandidate: Equatable, Sendable {
    public let id: Media.ID
    /// Absolute.
    public let path: String
    /// In bytes.
    public let size: Int64

    public init(id: Media.ID, path: String, size: Int64) {
        self.id = id
        self.path = path
        self.size = size
    }
}

extension Store {
    /// Files that were never probed, lowest id first, after `id`.
    public func filesToProbe(
        of source: LibrarySource.ID, after id: Media.ID?, limit: Int
    ) async throws -> [ProbeCandidate] {
        try await read { database in
            try database.query(
                """
                SELECT media.id, location, folder, media.name, size
                FROM media JOIN sources ON sources.id = source
                WHERE source = ?1 AND state = 'new' AND media.id > ?2
                ORDER BY media.id LIMIT ?3
                """, [source, id ?? Media.ID(0), limit]
            ) { (row) throws(StoreError) in
                ProbeCandidate(
                    id: try row[0], path: absolutePath(try row[1], try row[2], try row[3]),
                    size: try row[4])
            }
        }
    }

    public func countOfFilesToProbe(of source: LibrarySource.ID) async throws -> Int {
        try await read { database in
            try database.first(
                "SELECT count(*) FROM media WHERE source = ?1 AND state = 'new'", [source]
            ) { (row) throws(StoreError) in try row[0] } ?? 0
        }
    }

    /// Takes over what probes found, in one transaction.
    ///
    /// - Returns: the folders of the first level in which something can be played now, in order.
    public func record(
        _ outcomes: [ProbeOutcome], of source: LibrarySource.ID
    ) async throws -> [String] {
        try await write(.regainable) { database in
            var playable: [String] = []
            for outcome in outcomes {
                try database.record(outcome)
                let shelf: String? = try database.first(
                    "SELECT shelf FROM media WHERE id = ?1 AND state = 'ok' AND extra = 0",
                    [outcome.id]
                ) { (row) throws(StoreError) in try row[0] }
                if let shelf, !playable.contains(shelf) { playable.append(shelf) }
            }
            for shelf in playable {
                try database.touchCollections(source: source, shelf: shelf)
            }
            return playable
        }
    }
}

/// The absolute path of a file.
func absolutePath(_ location: String, _ folder: String, _ name: String) -> String {
    (folder.isEmpty ? [location, name] : [location, folder, name]).joined(separator: "/")
}

extension Database {
    fileprivate func record(_ outcome: ProbeOutcome) throws(StoreError) {
        switch outcome.finding {
        case .unplayable(let reason):
            try execute(
                "UPDATE media SET state = 'unplayable', reason = ?2 WHERE id = ?1 "
                    + "AND state = 'new'", [outcome.id, reason])
        case .playable(let facts) where facts.duration.inMicroseconds <= 0:
            try execute(
                "UPDATE media SET state = 'unplayable', reason = ?2 WHERE id = ?1 "
                    + "AND state = 'new'", [outcome.id, "It has no length."])
        case .playable(let facts):
            try execute(
                """
                UPDATE media SET state = 'ok', duration = ?2, width = ?3, height = ?4,
                    video_codec = ?5, audio_codec = ?6, facts = ?7,
                    described = CASE WHEN ?8 OR instr(details, '"embedded"') > 0 THEN 0
                        ELSE described END
                WHERE id = ?1 AND state = 'new'
                """,
                [
                    outcome.id, facts.duration, facts.video?.width, facts.video?.height,
                    facts.video?.codec, facts.audio.first?.codec, try JSONText.encode(facts),
                    facts.tags != nil,
                ])
            try execute(
                "UPDATE media_search SET language = ?2 WHERE rowid = ?1",
                [outcome.id, SearchText.joined(facts.audio.compactMap(\.language))])
        }
    }
}
