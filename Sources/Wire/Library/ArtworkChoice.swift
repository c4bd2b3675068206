extension Sidecar.Artwork {
    /// The picture of this kind for a media file: its own, then its folder's, then those of the
    /// folders above, of a season or a show; a picture about another file is never taken.
    ///
    /// - Parameters:
    ///   - stem: of the media file, without its extension.
    ///   - names: of the pictures in each folder, the media file's own first.
    /// - Returns: the folder's place in `names`, and the picture's name.
    public func choose(
        for stem: String, among names: [[String]]
    ) -> (folder: Int, name: String)? {
        let own = stem.lowercased()
        for (folder, names) in names.enumerated() {
            let fitting = names.sorted().filter { Sidecar(name: $0) == .artwork(self) }
            if folder == 0, let name = fitting.first(where: { Self.isAbout($0, own) }) {
                return (0, name)
            }
            if let name = fitting.first(where: Self.isOfFolder) { return (folder, name) }
        }
        return nil
    }

    /// `Film-poster.jpg` or `Film.jpg` beside `Film.mkv`.
    private static func isAbout(_ name: String, _ stem: String) -> Bool {
        let own = FileTitle.stem(of: name).lowercased()
        guard own.hasPrefix(stem) else { return false }
        return own.count == stem.count
            || "-._ ".contains(own.dropFirst(stem.count).first ?? "x")
                && own.dropFirst(stem.count + 1).allSatisfy { $0.isLetter || $0.isNumber }
    }

    /// One word: `poster.jpg`, `fanart1.png`.
    private static func isOfFolder(_ name: String) -> Bool {
        let stem = FileTitle.stem(of: name).lowercased()
        let word = String(stem.reversed().drop { $0.isNumber }.reversed())
        return Sidecar.words[word] != nil
    }
}
