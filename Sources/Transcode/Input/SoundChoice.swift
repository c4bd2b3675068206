/// Picks a file's main sound track: never a commentary or a description while there is another.
enum SoundChoice {
    /// What a file says of one track.
    struct Track: Equatable {
        var title = ""
        var isDefault = false
        /// Marked as a commentary, or as made for people who see or hear little.
        var isSpecial = false
        var channels = 2
    }

    /// Words of titles that say so where the mark is missing, in lower case.
    private static let hints = [
        "commentary", "comentario", "commentaire", "kommentar", "commento", "descriptive",
        "audio description", "audiodescription", "audiodeskription", "described video",
        "visually impaired", "hearing impaired", "isolated score", "karaoke",
    ]

    /// - Returns: The index of the track that plays; `nil` if there is none.
    static func best(_ tracks: [Track]) -> Int? {
        tracks.indices.max { rank(tracks[$0], $0) < rank(tracks[$1], $1) }
    }

    /// Main before special, the file's own default, more channels, then the file's order.
    private static func rank(_ track: Track, _ index: Int) -> (Int, Int, Int, Int) {
        let title = track.title.lowercased()
        let isSpecial = track.isSpecial || hints.contains { title.contains($0) }
        return (isSpecial ? 0 : 1, track.isDefault ? 1 : 0, track.channels, -index)
    }
}
