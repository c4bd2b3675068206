import Broadcast

/// What the index of words is asked.
enum SearchWords {
    /// More words that one pattern stands for are nobody's question.
    static let mostWords = 200

    /// An expression of FTS5; `nil` if no word can match.
    ///
    /// - Throws: ``QueryError`` if a pattern stands for too many words.
    static func expression(
        _ field: QueryField.Words?, _ words: QueryWords, in database: any Database
    ) throws -> String? {
        let columns = "{\(field?.rawValue ?? "title show")}"
        switch words {
        case .phrase(let text) where field == .language || field == .subtitleLanguage:
            let names = Languages.equals(of: text).map { quoted($0) }
            return "\(columns) : (\(names.joined(separator: " OR ")))"
        case .phrase(let text): return "\(columns) : \(quoted(text))"
        case .pattern("*"): return "\(columns) : \"¦\""
        case .pattern(let pattern):
            let stem = pattern.prefix { $0 != "*" && $0 != "?" }
            if pattern.dropFirst(stem.count) == "*" { return "\(columns) : \(quoted(stem)) *" }
            let found = try self.words(like: Folding.folded(pattern), in: database)
            guard found.count <= mostWords else {
                throw QueryError(.tooManyWords(pattern, most: mostWords), at: 1)
            }
            if found.isEmpty { return nil }
            return "\(columns) : (\(found.map { quoted($0) }.joined(separator: " OR ")))"
        }
    }

    private static func words(
        like pattern: String, in database: any Database
    ) throws(StoreError) -> [String] {
        let stem = String(pattern.prefix { $0 != "*" && $0 != "?" })
        return try database.query(
            """
            SELECT term FROM media_words WHERE term >= ?1 AND term < ?2 AND term GLOB ?3
            LIMIT \(mostWords + 1)
            """, [stem, stem + "\u{10FFFF}", pattern]
        ) { (row) throws(StoreError) in try row[0] }
    }

    /// A string of FTS5's; what the index has no words of becomes a space.
    private static func quoted(_ text: some StringProtocol) -> String {
        let clean = text.unicodeScalars.map { scalar in
            scalar.value < 32 || scalar == "¦" || scalar == "\"" ? " " : Character(scalar)
        }
        return "\"\(String(clean))\""
    }

    /// For LIKE with `\\` as its escape.
    static func likePattern(_ words: QueryWords) -> String {
        switch words {
        case .phrase(let text): escaped(text)
        case .pattern(let text):
            escaped(text).replacing("*", with: "%").replacing("?", with: "_")
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

/// Words as the index keeps them: small letters without their marks.
enum Folding {
    static func folded(_ text: String) -> String {
        String(text.lowercased().map { plain[$0] ?? $0 })
    }

    private static let plain: [Character: Character] = {
        let letters: [Character: String] = [
            "a": "àáâãäåāăąǎ", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥ",
            "i": "ìíîïĩīĭį", "j": "ĵ", "k": "ķ", "l": "ĺļľ", "n": "ñńņň", "o": "òóôõöōŏő",
            "r": "ŕŗř", "s": "śŝşš", "t": "ţť", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
            "z": "źżž", "и": "й", "е": "ё",
        ]
        var plain: [Character: Character] = [:]
        for (letter, marked) in letters {
            for character in marked { plain[character] = letter }
        }
        return plain
    }()
}
