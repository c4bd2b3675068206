public import Broadcast

extension Store {
    /// The files known in one folder of a source; `folder` is relative, `""` is the source itself.
    public func knownFiles(
        in folder: String, of source: LibrarySource.ID
    ) async throws -> [KnownFile] {
        try await read { try $0.knownFiles(in: folder, of: source) }
    }

    /// What is known in each of these folders, in their order.
    public func known(
        in folders: [String], of source: LibrarySource.ID
    ) async throws -> [KnownFolder] {
        try await read { database in
            try folders.map { (folder) throws(StoreError) in
                KnownFolder(
                    files: try database.knownFiles(in: folder, of: source),
                    sidecars: try database.query(
                        """
                        SELECT folder, name, kind, size, modified, NULL FROM sidecars
                        WHERE source = ?1 AND folder = ?2
                        """, [source, folder], SidecarFile.init))
            }
        }
    }

    /// Every folder of a source that has files which are not missing, or files beside them.
    public func knownFolders(of source: LibrarySource.ID) async throws -> [String] {
        try await read { database in
            try database.query(
                """
                SELECT folder FROM media WHERE source = ?1 AND state <> 'missing'
                UNION SELECT folder FROM sidecars WHERE source = ?1
                """, [source]
            ) { (row) throws(StoreError) in try row[0] }
        }
    }

    /// Takes over what a scan found in one folder, all of it or nothing.
    public func apply(
        _ changes: FolderChanges, in folder: String, of source: LibrarySource.ID, at now: AirTime
    ) async throws {
        var update = FolderUpdate(folder: folder)
        update.changes = changes
        try await apply([update], of: source, at: now)
    }

    /// Takes over what a scan found in several folders, all of it or nothing. Many small folders in
    /// one transaction are many times faster than each in one of its own.
    public func apply(
        _ updates: [FolderUpdate], of source: LibrarySource.ID, at now: AirTime
    ) async throws {
        try await write(.regainable) { database in
            var shelves: Set<String> = []
            for update in updates {
                try database.apply(update.changes, in: update.folder, of: source, at: now)
                try database.apply(
                    new: update.newSidecars, gone: update.goneSidecars, in: update.folder,
                    of: source)
                if !update.changes.isEmpty { shelves.insert(shelf(of: update.folder)) }
            }
            for shelf in shelves { try database.touchCollections(source: source, shelf: shelf) }
        }
    }

    /// Recognises files that were moved or renamed within the source: what is missing and what is
    /// new with the same inode, size and time is one file, and keeps its history.
    ///
    /// - Returns: how many.
    public func reuniteMoved(in source: LibrarySource.ID) async throws -> Int {
        try await write(.regainable) { database in
            let moves = try database.query(
                """
                SELECT min(old.id), new.id FROM media AS new JOIN media AS old
                ON old.source = new.source AND old.inode = new.inode AND old.size = new.size
                    AND old.modified = new.modified AND old.state = 'missing'
                WHERE new.source = ?1 AND new.state = 'new' AND new.inode <> 0
                GROUP BY new.id
                """, [source]
            ) { (row) throws(StoreError) in Move(old: try row[0], new: try row[1]) }
            var reunited: Set<Media.ID> = []
            for move in moves where reunited.insert(move.old).inserted {
                try database.reunite(move)
            }
            if !reunited.isEmpty { try database.touchCollections(source: source, shelf: nil) }
            return reunited.count
        }
    }
}

private struct Move: Sendable {
    let old: Media.ID
    let new: Media.ID
}

/// The first component of a folder's path.
func shelf(of folder: String) -> String {
    String(folder.prefix { $0 != "/" })
}

extension Database {
    fileprivate func knownFiles(
        in folder: String, of source: LibrarySource.ID
    ) throws(StoreError) -> [KnownFile] {
        try query(
            """
            SELECT id, name, size, modified, inode, state FROM media
            WHERE source = ?1 AND folder = ?2
            """, [source, folder], KnownFile.init)
    }

    fileprivate func apply(
        _ changes: FolderChanges, in folder: String, of source: LibrarySource.ID, at now: AirTime
    ) throws(StoreError) {
        for file in changes.new { try insert(file, in: folder, of: source, at: now) }
        for change in changes.changed { try update(change) }
        for id in changes.returned { try wake(id) }
        for id in changes.missing { try setMissing(id) }
    }

    fileprivate func insert(
        _ file: FoundFile, in folder: String, of source: LibrarySource.ID, at now: AirTime
    ) throws(StoreError) {
        try execute(
            """
            INSERT INTO media (source, folder, shelf, name, size, modified, inode, state, added,
                \(MediaNaming.columnNames))
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'new', ?8,
                ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """,
            [
                source, folder, shelf(of: folder), file.name, file.signature.size,
                file.signature.modified, Int64(bitPattern: file.signature.inode), now,
            ] + file.naming.columns)
    }

    /// The content is another one: whatever was known of it is not true any more.
    fileprivate func update(_ change: FolderChanges.Change) throws(StoreError) {
        let signature = change.file.signature
        try execute(
            """
            UPDATE media SET size = ?2, modified = ?3, inode = ?4, state = 'new', reason = NULL,
                facts = NULL, duration = NULL, width = NULL, height = NULL, video_codec = NULL,
                audio_codec = NULL
            WHERE id = ?1
            """,
            [
                change.id, signature.size, signature.modified,
                Int64(bitPattern: signature.inode),
            ])
    }

    fileprivate func wake(_ id: Media.ID) throws(StoreError) {
        try execute(
            """
            UPDATE media SET state = CASE WHEN facts IS NULL THEN 'new' ELSE 'ok' END
            WHERE id = ?1 AND state = 'missing'
            """, [id])
    }

    fileprivate func setMissing(_ id: Media.ID) throws(StoreError) {
        try execute("UPDATE media SET state = 'missing', reason = NULL WHERE id = ?1", [id])
    }

    fileprivate func reunite(_ move: Move) throws(StoreError) {
        let names = "folder, shelf, name, \(MediaNaming.columnNames)"
        let count = names.split(separator: ",").count
        let place = try first("SELECT \(names) FROM media WHERE id = ?1", [move.new]) { $0.values }
        guard let place else { return }
        try execute("DELETE FROM media WHERE id = ?1", [move.new])
        let values = (0..<count).map { "?\($0 + 2)" }.joined(separator: ", ")
        try execute(
            "UPDATE media SET (\(names)) = (\(values)), described = 0 WHERE id = ?1",
            [move.old] + place)
        try wake(move.old)
    }
}

extension KnownFile {
    init(_ row: Row) throws(StoreError) {
        let state: String = try row[5]
        guard let state = MediaState(rawValue: state) else {
            throw .unreadable("a file in the state “\(state)”")
        }
        let inode: Int64 = try row[4]
        self.init(
            id: try row[0], name: try row[1],
            signature: FileSignature(
                size: try row[2], modified: try row[3], inode: UInt64(bitPattern: inode)),
            state: state)
    }
}
