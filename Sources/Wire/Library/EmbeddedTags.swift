public import Broadcast

/// The tags inside a media file, under the names that libavformat gives iTunes', Matroska's, ID3's
/// and Vorbis' alike.
///
/// Whoever made the file wrote them, so what is plainly no title is left out: the names of releases,
/// addresses, and what programs write where nobody has said anything.
public struct EmbeddedTags: Sendable {
    private let tags: [String: String]

    private static let mostValues = 30

    /// - Parameter tags: by name, in whatever case.
    public init(_ tags: some Sequence<(name: String, value: String)>) {
        var known: [String: String] = [:]
        for (name, value) in tags {
            let value = NFOText.cleaned(value.utf8)
            known[name.lowercased()] = NFOText.trimmed(value, most: 8_000)
        }
        self.tags = known
    }

    /// What they say; `nil` if that is nothing.
    ///
    /// - Parameter isSound: the file is a song, of which artist and album are told.
    public func details(isSound: Bool) -> MediaDetails? {
        var details = MediaDetails()
        details.title = title
        details.sortTitle = text("sort_name")
        details.released = day
        details.year = year
        details.genres = values("genre")
        if isSound {
            details.artists = values("artist") ?? values("album_artist")
            details.album = text("album")
        } else {
            details.plot = text("synopsis", "description", "summary", most: 8_000)
            details.contentRating = text("law_rating", "content_rating")
            details.networks = values("network")
            details.directors = values("director")
            details.writers = values("written_by", "screenplay_by")
            details.actors = values("actor")
            take(&details)
        }
        return details == MediaDetails() ? nil : details
    }

    /// The place in a show, where the show is named, too.
    private func take(_ details: inout MediaDetails) {
        guard let show = text("show"), let episode = number("episode_sort", 1...99_999) else {
            return
        }
        details.show = show
        details.season = number("season_number", 0...9_999)
        details.episode = episode
    }

    // MARK: Values

    private func text(_ names: String..., most: Int = 300) -> String? {
        names.lazy.compactMap { tags[$0] }.first.map { String($0.prefix(most)) }
    }

    private func values(_ names: String...) -> [String]? {
        guard let text = names.lazy.compactMap({ tags[$0] }).first else { return nil }
        let values = text.split { $0 == ";" || $0 == "\0" }
            .compactMap { NFOText.trimmed(String($0)) }
        return values.isEmpty ? nil : Array(values.prefix(Self.mostValues))
    }

    private func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        tags[name].flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
    }

    private var date: String { text("date_released", "date", "year") ?? "" }

    private var year: Int? {
        guard date.prefix(4).utf8.allSatisfy(\.isDigit), let year = Int(date.prefix(4)),
            (1_800...2_200).contains(year)
        else { return nil }
        return year
    }

    /// In days since 1970.
    private var day: Int? {
        let parts = date.prefix(10).split(separator: "-")
        guard let year, parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]) else {
            return nil
        }
        return Day(year: year, month: month, day: day)?.number
    }

    // MARK: Titles

    private var title: String? {
        guard let title = text("title"), title.contains(where: { $0.isLetter || $0.isNumber }),
            !Self.isAddress(title), !Self.isPlaceholder(title), !Self.isRelease(title)
        else { return nil }
        return title
    }

    private static func isAddress(_ title: String) -> Bool {
        let title = title.lowercased()
        return ["www.", "://", ".com", ".org", ".net"].contains { title.contains($0) }
    }

    private static func isPlaceholder(_ title: String) -> Bool {
        let words = title.lowercased().split(separator: " ")
        let names: Set<Substring> = [
            "title", "untitled", "unknown", "video", "movie", "track", "item", "clip", "chapter",
            "sequence", "project", "new",
        ]
        return words.allSatisfy { names.contains($0) || Int($0) != nil }
            && words.contains { names.contains($0) }
    }

    private static func isRelease(_ title: String) -> Bool {
        let words = title.split { " ._-[]()".contains($0) }
        let isOneWord = !title.contains(" ") && words.count(where: { $0.count > 1 }) > 2
        return isOneWord || words.dropFirst().contains { ReleaseWords.isCertain($0) }
            || MediaName(path: title + ".mkv").episode != nil
    }
}
