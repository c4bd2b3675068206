public import Broadcast

/// A media file and the pictures that may be about it.
public struct MediaPictures: Equatable, Sendable {
    /// Of the source; absolute.
    public let location: String
    /// The media file's own, without its folder.
    public let name: String
    /// By folder, the media file's own first, then those above it up to the source.
    public let folders: [Folder]

    public struct Folder: Equatable, Sendable {
        /// Relative to the source.
        public let path: String
        public let pictures: [SidecarFile]
    }
}

extension Store {
    /// - Returns: `nil` if there is no such file.
    public func pictures(of id: Media.ID) async throws -> MediaPictures? {
        try await read { database in
            let place = try database.first(
                """
                SELECT source, location, folder, media.name
                FROM media JOIN sources ON sources.id = source WHERE media.id = ?1 AND active = 1
                """, [id]
            ) { (row) throws(StoreError) -> (LibrarySource.ID, String, String, String) in
                (try row[0], try row[1], try row[2], try row[3])
            }
            guard let (source, location, folder, name) = place else { return nil }
            let folders = try SidecarFile.folders(around: folder).map {
                (folder) throws(StoreError) in
                let all = try database.sidecars(of: source, in: [folder])
                return MediaPictures.Folder(
                    path: folder, pictures: all.filter { $0.kind == .artwork })
            }
            return MediaPictures(location: location, name: name, folders: folders)
        }
    }
}
