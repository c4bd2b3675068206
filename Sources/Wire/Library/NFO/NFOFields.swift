import Broadcast

/// Takes details out of one root element; whatever is not as it should be is left out.
struct NFOFields {
    let root: NFOElement
    let kind: NFO.Kind

    private static let mostValues = 200

    var details: MediaDetails {
        var details = MediaDetails()
        let title = text("title") ?? text("localtitle") ?? text("name")
        if kind == .show { details.show = title } else { details.title = title }
        details.sortTitle = text("sorttitle")
        details.originalTitle = text("originaltitle")
        details.released = day("premiered") ?? day("releasedate") ?? day("aired")
        details.year =
            number("year", 1_800...2_200) ?? details.released.map { Day(number: $0).year }
        details.plot = text("plot", most: 8_000) ?? text("outline", most: 8_000)
        details.contentRating = text("mpaa") ?? text("customrating")
        details.rating = rating
        details.genres = values("genre")
        details.tags = values("tag")
        details.studios = values("studio")
        details.networks = values("network")
        details.countries = values("country")
        details.directors = values("director")
        details.writers = values("credits", "writer")
        details.actors = list(root.all("actor").flatMap { $0.all("name") })
        details.ids = ids
        if kind == .episode {
            details.show = text("showtitle")
            details.season = number("season", 0...9_999)
            details.episode = number("episode", 0...99_999)
        }
        if kind == .musicVideo || kind == .album {
            details.artists = values("artist")
            details.album = text("album")
        }
        return details
    }

    // MARK: Values

    private func text(_ name: String, most: Int = 300) -> String? {
        root.all(name).lazy.compactMap { NFOText.trimmed($0.text, most: most) }.first
    }

    private func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        text(name).flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
    }

    /// `2017-10-10`, whatever stands behind it; in days since 1970.
    private func day(_ name: String) -> Int? {
        guard let text = text(name) else { return nil }
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1_800...2_200).contains(year)
        else { return nil }
        return Day(year: year, month: month, day: day)?.number
    }

    private func values(_ names: String...) -> [String]? {
        list(root.children.filter { names.contains($0.name) })
    }

    /// Several in one element stand between slashes.
    private func list(_ elements: [NFOElement]) -> [String]? {
        var values: [String] = []
        for element in elements {
            for part in element.text.split(whereSeparator: { $0 == "/" || $0 == "|" }) {
                guard values.count < Self.mostValues, let value = NFOText.trimmed(String(part)),
                    !values.contains(value)
                else { continue }
                values.append(value)
            }
        }
        return values.isEmpty ? nil : values
    }

    // MARK: Ratings and ids

    /// In tenths, of ten: `7,6` and `7.6` are 76.
    private var rating: Int? {
        let sets = root.all("ratings").flatMap { $0.all("rating") }
        let preferred = sets.first { $0.attributes["default"] == "true" } ?? sets.first
        let written =
            preferred?.all("value").first?.text ?? text("communityrating") ?? text("rating")
        guard let text = written.flatMap({ NFOText.trimmed($0) }) else { return nil }
        let parts = text.split(separator: text.contains(",") ? "," : ".", maxSplits: 1)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...10).contains(whole) else {
            return nil
        }
        let tenth = parts.dropFirst().first?.utf8.first.map { Int($0) - 48 } ?? 0
        let rating = whole * 10 + tenth
        return (0...9).contains(tenth) && rating <= 100 ? rating : nil
    }

    private var ids: [String: String]? {
        var ids: [String: String] = [:]
        for element in root.all("uniqueid").prefix(20) {
            let type = element.attributes["type"]?.lowercased() ?? ""
            if (1...20).contains(type.count), let value = NFOText.trimmed(element.text, most: 60) {
                ids[type] = value
            }
        }
        for (name, type) in [("imdbid", "imdb"), ("tmdbid", "tmdb"), ("tvdbid", "tvdb")] {
            if let value = text(name, most: 60), ids[type] == nil { ids[type] = value }
        }
        if let id = text("id", most: 60), id.hasPrefix("tt"), ids["imdb"] == nil {
            ids["imdb"] = id
        }
        return ids.isEmpty ? nil : ids
    }
}
