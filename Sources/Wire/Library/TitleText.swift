/// A title and year out of a name that may have anything behind them.
struct TitleText: Equatable {
    var title: String
    var year: Int?

    /// Years that a film or show may be from; a later number is part of its title.
    private static let years = 1900...2035

    init(_ name: String) {
        let words = Self.words(of: name)
        if let (start, year) = Self.bracketedYear(words) {
            self.year = year
            title = Self.joined(words[..<start], or: name)
            return
        }
        let end = Self.firstRelease(words)
        if let index = Self.plainYear(words[..<end]) {
            year = Int(words[index].text)
            title = Self.joined(words[..<index], or: name)
        } else {
            let hasRelease = end < words.count
            let kept = hasRelease ? Self.withoutLikely(words[..<end]) : words[..<end]
            title = Self.joined(kept, or: name)
        }
    }

    /// The title of an episode, out of what stands behind its number; `nil` if that is nothing or
    /// only what release groups put there.
    static func behind(_ name: String) -> String? {
        let words = words(of: name).drop { $0.isRevision }
        let end = words.firstIndex { $0.isRelease } ?? words.endIndex
        let kept = end < words.endIndex ? withoutLikely(words[..<end], least: 0) : words
        let text = joined(kept, or: "")
        return text.isEmpty ? nil : text
    }

    /// The title as it compares: letters and digits only, small.
    static func plain(_ title: some StringProtocol) -> String {
        String(title.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private struct Word {
        let text: String
        /// What it stood in: `(` for `(2006)`, `[` for `[720p]`.
        var bracket: Character?

        var isBracketed: Bool { bracket != nil }

        /// `V2`: the same release, mended.
        var isRevision: Bool {
            text.count == 2 && text.lowercased().hasPrefix("v") && text.utf8.last?.isDigit == true
        }

        var isRelease: Bool {
            let parts = text.split { $0 == " " || $0 == "-" || $0 == "." }
            return if isBracketed {
                parts.contains { ReleaseWords.isLikely($0) }
            } else {
                ReleaseWords.isCertain(text)
                    || parts.first.map { ReleaseWords.isCertain($0) } == true
            }
        }
    }

    private static let brackets: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

    /// The words of a name; what is in brackets is one word.
    private static func words(of name: String) -> [Word] {
        var words: [Word] = []
        var current = ""
        var opening: Character?
        for character in FileTitle.of(stem: name) {
            if let open = opening {
                if character == brackets[open] {
                    words.append(Word(text: current, bracket: open))
                    current = ""
                    opening = nil
                } else {
                    current.append(character)
                }
            } else if brackets[character] != nil {
                add(&current, to: &words)
                opening = character
            } else if character == " " {
                add(&current, to: &words)
            } else {
                current.append(character)
            }
        }
        words += current.split(separator: " ").map { Word(text: String($0)) }
        return words
    }

    private static func add(_ current: inout String, to words: inout [Word]) {
        if !current.isEmpty { words.append(Word(text: current)) }
        current = ""
    }

    /// The last `(2006)` or `(1996-2007)` behind something.
    private static func bracketedYear(_ words: [Word]) -> (start: Int, year: Int)? {
        for index in words.indices.reversed() where index > 0 && words[index].isBracketed {
            let text = words[index].text
            guard let year = Int(text.prefix(4)), years.contains(year),
                text.count == 4 || text.dropFirst(4).first == "-"
            else { continue }
            return (index, year)
        }
        return nil
    }

    /// The last plain year that is not the first word.
    private static func plainYear(_ words: ArraySlice<Word>) -> Int? {
        words.indices.reversed().first { index in
            guard index > 0, !words[index].isBracketed, words[index].text.utf8.count == 4,
                let year = Int(words[index].text)
            else { return false }
            return years.contains(year)
        }
    }

    private static func firstRelease(_ words: [Word]) -> Int {
        words.indices.first { $0 > 0 && words[$0].isRelease } ?? words.count
    }

    private static func withoutLikely(
        _ words: ArraySlice<Word>, least: Int = 1
    ) -> ArraySlice<Word> {
        var words = words
        while words.count > least, let last = words.last, ReleaseWords.isLikely(last.text) {
            words = words.dropLast()
        }
        return words
    }

    /// The words with single spaces; brackets stay around what is not at the end.
    private static func joined(_ words: ArraySlice<Word>, or name: String) -> String {
        var words = words
        if let first = words.first, first.bracket == "[", words.count > 1 {
            words = words.dropFirst()
        }
        let text = words.map { $0.isBracketed ? "(\($0.text))" : $0.text }.joined(separator: " ")
        let trimmed = text.trimmed { " -.,_".contains($0) }
        return trimmed.isEmpty ? name : trimmed
    }
}

extension StringProtocol {
    func trimmed(_ isDropped: (Character) -> Bool) -> String {
        var rest = self[startIndex..<endIndex]
        while let first = rest.first, isDropped(first) { rest = rest.dropFirst() }
        while let last = rest.last, isDropped(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
