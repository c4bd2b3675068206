/// Whether a file goes with a film or show without being it: a trailer, a sample, an interview.
enum Extras {
    /// - Parameter folders: the folders above the file, from the source down. One of the first
    ///   level is somebody's collection, whatever it is called.
    static func isExtra(stem: String, folders: [Substring]) -> Bool {
        if folders.dropFirst().contains(where: { self.folders.contains($0.lowercased()) }) {
            return true
        }
        let stem = stem.lowercased()
        if wholeNames.contains(stem) { return true }
        guard let mark = stem.lastIndex(where: { "-._ ".contains($0) }), mark != stem.startIndex
        else { return false }
        let word = String(stem[stem.index(after: mark)...])
        let isDashed = stem[mark] == "-"
        return (isDashed ? suffixes : anySuffixes).contains(word)
    }

    private static let folders: Set<String> = [
        "behind the scenes", "deleted scenes", "featurettes", "interviews", "samples", "sample",
        "shorts", "trailers", "clips", "other", "extras", "scenes", "backdrops", "theme-music",
        "extra",
    ]
    private static let wholeNames: Set<String> = ["trailer", "sample", "trailers"]
    private static let suffixes: Set<String> = [
        "trailer", "sample", "behindthescenes", "deleted", "deletedscene", "featurette",
        "interview", "scene", "short", "clip", "extra", "other",
    ]
    private static let anySuffixes: Set<String> = ["trailer", "sample"]
}

/// A film in several files: `cd1`, `part 2`, `disc3`.
enum StackPart {
    /// - Returns: the stem without the part, and its number; `nil` if the stem is no part.
    static func split(_ stem: String) -> (rest: String, part: Int)? {
        let name = NameText(stem)
        let marks: [StaticString] = ["cd", "dvd", "part", "pt", "disc", "disk"]
        for start in name.starts where start > 0 {
            for mark in marks {
                guard let end = name.skip(mark, at: start),
                    let number = name.number(at: name.skipSpaces(at: end, most: 1), most: 2),
                    number.end == name.count
                else { continue }
                return (name.text(0..<start).trimmed { " -._([".contains($0) }, number.value)
            }
        }
        return nil
    }
}
