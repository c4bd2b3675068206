/// Addresses of pages about films and shows, and the ids in them.
enum NFOLinks {
    static func ids(in text: String) -> [String: String] {
        var ids: [String: String] = [:]
        for word in text.split(whereSeparator: \.isWhitespace).prefix(1_000) {
            guard word.contains("://") else { continue }
            if let id = id(in: word) { ids[id.type] = id.value }
        }
        return ids
    }

    private static func id(in address: Substring) -> (type: String, value: String)? {
        let parts = address.split { "/?&#".contains($0) }.map(String.init)
        if address.contains("imdb.com/") {
            let value = parts.first { $0.hasPrefix("tt") && digits($0.dropFirst(2)) != nil }
            return value.map { ("imdb", $0) }
        }
        if address.contains("themoviedb.org/") {
            return number(after: ["movie", "tv"], in: parts).map { ("tmdb", $0) }
        }
        if address.contains("thetvdb.com/") {
            let query = parts.lazy.filter { $0.hasPrefix("id=") }
                .compactMap { digits($0.dropFirst(3)) }.first
            return (query ?? number(after: ["series", "movies", "dereferrer"], in: parts))
                .map { ("tvdb", $0) }
        }
        return nil
    }

    /// `550` of `…/movie/550-fight-club`.
    private static func number(after words: [String], in parts: [String]) -> String? {
        guard let index = parts.firstIndex(where: { words.contains($0) }) else { return nil }
        return parts[(index + 1)...].lazy
            .compactMap { digits($0.prefix { $0 != "-" }) }.first
    }

    private static func digits(_ text: Substring) -> String? {
        (1...12).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit) ? String(text) : nil
    }
}
