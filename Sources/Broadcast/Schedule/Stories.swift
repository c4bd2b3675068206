/// Finds the parts of one story by the numbers in their titles: `Title (2)`, `Title (2) - More`,
/// `Title, Part 2`, `Title (Part Two)`, `Title (II)`.
enum Stories {
    private static let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    private static let numerals = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    ]

    /// The places of the items in groups that stay together, each in order.
    ///
    /// Within a show (or the whole collection, by date), consecutive numbers make a group; it may
    /// begin at any number, and ends at a title without one or with another than the next.
    static func group(_ items: [Playable], acrossShows: Bool) -> [[Int]] {
        var groups: [[Int]] = []
        let shows = Dictionary(grouping: items.indices) { acrossShows ? "" : items[$0].show }
        for (show, members) in shows {
            guard show != nil else {
                groups += members.map { [$0] }
                continue
            }
            let isEarlier =
                acrossShows ? RunningLayout.isEarlier : RunningLayout.isEarlierEpisode
            groups += runs(members.sorted { isEarlier(items[$0], items[$1]) }, in: items)
        }
        return groups
    }

    private static func runs(_ places: [Int], in items: [Playable]) -> [[Int]] {
        var groups: [[Int]] = []
        var expected: Int?
        for place in places {
            let number = part(of: items[place].title)
            if let number, number == expected {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
            expected = number.map { $0 + 1 }
        }
        return groups
    }

    /// The number of the part that a title says it is.
    static func part(of title: String) -> Int? {
        let title = title.lowercased()
        if let number = lastNumber(title[...]) { return number }
        var rest = title[...]
        while let dash = lastDash(rest) {
            rest = rest[..<dash]
            if let number = lastNumber(rest) { return number }
        }
        return nil
    }

    /// Where the last ` - ` begins.
    private static func lastDash(_ text: Substring) -> Substring.Index? {
        var end = text.endIndex
        while let dash = text[..<end].lastIndex(of: "-") {
            let before = text[..<dash]
            if before.last == " ", text[text.index(after: dash)...].first == " " {
                return text.index(before: dash)
            }
            end = dash
        }
        return nil
    }

    private static func lastNumber(_ text: Substring) -> Int? {
        if text.last == ")" {
            guard let open = text.lastIndex(of: "(") else { return nil }
            let inner = text[text.index(after: open)...].dropLast()
            let words = inner.split(separator: " ")
            if words.count == 2, words[0] == "part" { return number(words[1]) }
            return words.count == 1 && !Stories.words.contains(String(words[0]))
                ? number(words[0]) : nil
        }
        let words = text.split(separator: " ").suffix(2)
        return words.count == 2 && words.first == "part" ? words.last.flatMap(number) : nil
    }

    private static func number(_ word: Substring) -> Int? {
        if let number = Int(word) { return (0...999).contains(number) ? number : nil }
        let place = words.firstIndex(of: String(word)) ?? numerals.firstIndex(of: String(word))
        return place.map { $0 + 1 }
    }
}
