import Broadcast

/// Picks the subtitles that a channel draws, if any.
enum SubtitleChoice {
    /// What is known of one track, or one file beside the film.
    struct Track: Equatable {
        var language: String?
        var isDefault = false
        var isForced = false
        /// For those who do not hear.
        var isDescriptive = false
        var isText = true
        /// In a file beside the film: somebody put it there.
        var isBeside = false
    }

    /// - Returns: The index of the track; `nil` draws none.
    static func best(_ tracks: [Track], _ wish: SubtitleWish) -> Int? {
        guard wish.mode != .none else { return nil }
        let fitting = tracks.indices.filter { index in
            (wish.mode == .burn || tracks[index].isForced)
                && place(tracks[index], wish) != nil
        }
        return fitting.max { rank(tracks[$0], $0, wish) < rank(tracks[$1], $1, wish) }
    }

    /// Language first; then the whole text, without descriptions, as text, from beside the film,
    /// the file's own default, and its order.
    private static func rank(_ track: Track, _ index: Int, _ wish: SubtitleWish) -> [Int] {
        [
            -(place(track, wish) ?? 0), track.isForced ? 0 : 1, track.isDescriptive ? 0 : 1,
            track.isText ? 1 : 0, track.isBeside ? 1 : 0, track.isDefault ? 1 : 0, -index,
        ]
    }

    /// The place of its language in the list; one that is not said comes last, others never.
    private static func place(_ track: Track, _ wish: SubtitleWish) -> Int? {
        guard !wish.languages.isEmpty else { return 0 }
        guard let language = track.language, language != "und" else { return wish.languages.count }
        return wish.languages.firstIndex { isSame($0, language) }
    }

    /// Two or three letters may stand for one language: `de`, `deu`, `ger`.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        plain(one) == plain(other)
    }

    private static func plain(_ code: String) -> String {
        codes.first { $0.contains(code.lowercased()) }?[0] ?? code.lowercased()
    }

    /// ISO 639-1, 639-2/T, 639-2/B of the languages that subtitles are often in.
    private static let codes = """
        ar ara|bg bul|cs ces cze|da dan|de deu ger|el ell gre|en eng|es spa|et est|fa fas per|fi fin\
        |fr fra fre|he heb|hi hin|hr hrv|hu hun|id ind|is isl ice|it ita|ja jpn|ko kor|lt lit|lv lav\
        |mk mkd mac|ms msa may|nb nob|nl nld dut|no nor|pl pol|pt por|ro ron rum|ru rus|sk slk slo\
        |sl slv|sq sqi alb|sr srp|sv swe|ta tam|te tel|th tha|tr tur|uk ukr|ur urd|vi vie|zh zho chi\
        |ca cat|eu eus baq|gl glg|ga gle|cy cym wel|ka kat geo|hy hye arm
        """.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
}

extension [Int] {
    fileprivate static func < (one: [Int], other: [Int]) -> Bool {
        one.lexicographicallyPrecedes(other)
    }
}
