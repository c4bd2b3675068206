/// What a folder's name says about the season that is in it.
enum SeasonFolder {
    /// - Returns: the season, 0 for specials; `nil` if the folder is not a season's.
    static func season(of folder: some StringProtocol) -> Int? {
        let name = folder.lowercased().split { $0 == " " || $0 == "." || $0 == "_" || $0 == "-" }
            .map(String.init)
        if name.count == 1, specials.contains(name[0]) { return 0 }
        for (index, word) in name.enumerated() {
            if words.contains(word) {
                if let number = number(name, index + 1) { return number }
                if index > 0, let number = number(name, index - 1) { return number }
            } else if let number = attached(word, isAlone: name.count == 1) {
                return number
            }
        }
        return nil
    }

    /// The number at a place, also as `1st` or `第2季`.
    private static func number(_ name: [String], _ index: Int) -> Int? {
        guard name.indices.contains(index) else { return nil }
        var digits = name[index][...]
        for ending in ["st", "nd", "rd", "th"] where digits.hasSuffix(ending) {
            digits = digits.dropLast(2)
        }
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return Int(digits)
    }

    /// `season1`, `시즌1`, `第2季`; `s1` only where it is the whole name.
    private static func attached(_ word: String, isAlone: Bool) -> Int? {
        let letters = word.prefix { !$0.isASCII || $0.isLetter }
        let rest = word.dropFirst(letters.count)
        if letters == "第" {
            return rest.hasSuffix("季") ? number([String(rest.dropLast())], 0) : nil
        }
        guard words.contains(String(letters)) || (isAlone && letters == "s") else { return nil }
        return number([String(rest)], 0)
    }

    private static let specials: Set<String> = ["specials", "special", "spezial", "erikoisjaksot"]
    private static let words: Set<String> = [
        "season", "series", "staffel", "saison", "stagione", "temporada", "kausi", "sezon",
        "sezona", "sezóna", "seizoen", "säsong", "sæson", "sesong", "сезон", "시즌", "シーズン",
        "évad", "sorozat", "σεζόν", "sesongen", "séria", "série",
    ]
}
