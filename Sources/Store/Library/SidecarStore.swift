import Broadcast

extension Store {
    /// NFO files that were not read yet, lowest id first, after `id`.
    public func unreadNFOs(
        of source: LibrarySource.ID, after id: Int64, limit: Int
    ) async throws -> [UnreadNFO] {
        try await read { database in
            try database.query(
                """
                SELECT sidecars.id, location, folder, sidecars.name
                FROM sidecars JOIN sources ON sources.id = source
                WHERE source = ?1 AND sidecars.kind = 'nfo' AND content IS NULL
                    AND sidecars.problem IS NULL AND sidecars.id > ?2
                ORDER BY sidecars.id LIMIT ?3
                """, [source, id, limit]
            ) { (row) throws(StoreError) in
                UnreadNFO(id: try row[0], path: absolutePath(try row[1], try row[2], try row[3]))
            }
        }
    }

    /// Takes over what NFO files say; the media that they are about are described anew.
    public func record(_ outcomes: [NFOOutcome], of source: LibrarySource.ID) async throws {
        try await write(.regainable) { database in
            for outcome in outcomes {
                let (content, problem): (String?, String?) =
                    switch outcome.finding {
                    case .content(let content): (content, nil)
                    case .problem(let problem): (nil, problem)
                    }
                try database.execute(
                    "UPDATE sidecars SET content = ?2, problem = ?3 WHERE id = ?1",
                    [outcome.id, content, problem])
                let place = try database.first(
                    "SELECT folder, name FROM sidecars WHERE id = ?1", [outcome.id]
                ) { (row) throws(StoreError) -> (String, String) in (try row[0], try row[1]) }
                guard let (folder, name) = place else { continue }
                try database.describeAnew(
                    in: folder, of: source, withFolders: name.lowercased() == "tvshow.nfo")
            }
        }
    }
}

extension Database {
    /// Takes over which files beside media are in one folder now; media that they may be about are
    /// described anew.
    func apply(
        new: [SidecarFile], gone: [SidecarFile], in folder: String, of source: LibrarySource.ID
    ) throws(StoreError) {
        for file in gone {
            try execute(
                "DELETE FROM sidecars WHERE source = ?1 AND folder = ?2 AND name = ?3",
                [source, folder, file.name])
        }
        for file in new {
            try execute(
                """
                INSERT INTO sidecars (source, folder, name, kind, size, modified)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (source, folder, name) DO UPDATE SET size = excluded.size,
                    modified = excluded.modified, content = NULL, problem = NULL
                """,
                [source, folder, file.name, file.kind.rawValue, file.size, file.modified])
        }
        let changed = new + gone
        if changed.contains(where: { $0.kind != .artwork }) {
            let isShow = changed.contains { $0.kind == .nfo && $0.name == "tvshow.nfo" }
            try describeAnew(in: folder, of: source, withFolders: isShow)
        }
    }

    func sidecars(
        of source: LibrarySource.ID, in folders: some Sequence<String>
    ) throws(StoreError) -> [SidecarFile] {
        var found: [SidecarFile] = []
        for folder in folders {
            found += try query(
                """
                SELECT folder, name, kind, size, modified, content FROM sidecars
                WHERE source = ?1 AND folder = ?2 ORDER BY name
                """, [source, folder], SidecarFile.init)
        }
        return found
    }

    /// - Parameter withFolders: also media in the folders within.
    fileprivate func describeAnew(
        in folder: String, of source: LibrarySource.ID, withFolders: Bool
    ) throws(StoreError) {
        let scope =
            switch (withFolders, folder.isEmpty) {
            case (false, _): "AND folder = ?2"
            case (true, true): "AND folder >= ?2"
            // In the order of bytes, `0` follows the slash. One range, so that an index finds it.
            case (true, false):
                "AND folder >= ?2 AND folder < ?2 || '0' AND (folder = ?2 OR folder > ?2 || '/')"
            }
        try execute(
            "UPDATE media SET described = 0 WHERE source = ?1 \(scope) AND described = 1",
            [source, folder])
    }
}

extension SidecarFile {
    init(_ row: Row) throws(StoreError) {
        let kind: String = try row[2]
        guard let kind = Kind(rawValue: kind) else {
            throw .unreadable("a file beside media of the kind “\(kind)”")
        }
        self.init(
            folder: try row[0], name: try row[1], kind: kind, size: try row[3],
            modified: try row[4], content: try row[5])
    }
}
