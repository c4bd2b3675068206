public import Broadcast

/// What the guide says about a media item, as the elements of XMLTV that stand in a programme; made
/// once, however often the item plays.
public struct ProgrammeText: Sendable {
    /// The item's title in the library.
    public let title: String
    /// The same as the guide has it; a programme that is called otherwise is not about the item
    /// alone.
    let ownTitle: String
    /// Everything up to the number of an episode, the titles first.
    let head: [UInt8]
    /// Ratings, which come after what depends on when it plays.
    let tail: [UInt8]
    /// In days since 1970-01-01.
    let released: Int?

    /// Longer texts, and more names, are no help to a viewer.
    private static let longest = 2_000
    private static let mostNames = 20

    /// - Parameters:
    ///   - title: The item's title in the library.
    ///   - picture: An absolute address.
    public init(title: String, _ details: MediaDetails, picture: String? = nil) {
        self.title = title
        ownTitle = Guide.title(title, or: "")
        released = details.released
        var text = ElementText()
        let show = details.show.map { Guide.title($0, or: "") }
        if let show, show != ownTitle, show != Guide.offAir {
            text.add("title", show)
            text.add("sub-title", ownTitle)
        } else {
            text.add("title", ownTitle)
        }
        text.add("desc", details.plot.map { String($0.prefix(Self.longest)) })
        text.addCredits(details, most: Self.mostNames)
        text.add("date", Self.date(details))
        for genre in (details.genres ?? []).prefix(Self.mostNames) { text.add("category", genre) }
        if let picture { text.raw("<icon src=\"\(picture.escapedForXML)\" />\n") }
        text.addEpisode(details)
        head = Array(text.text.utf8)
        tail = Array(Self.ratings(details).utf8)
    }

    private static func ratings(_ details: MediaDetails) -> String {
        var text = ElementText()
        if let rating = details.contentRating {
            text.raw("<rating>\n")
            text.add("value", rating)
            text.raw("</rating>\n")
        }
        if let stars = details.rating, (0...100).contains(stars) {
            text.raw("<star-rating>\n<value>\(stars / 10).\(stars % 10)/10</value>\n")
            text.raw("</star-rating>\n")
        }
        return text.text
    }

    private static func date(_ details: MediaDetails) -> String? {
        guard let released = details.released else { return details.year.map { "\($0)" } }
        return digits(of: Day(number: released))
    }

    /// `YYYYMMDD`.
    static func digits(of day: Day) -> String {
        let (year, month, date) = day.fields
        return "\(year)" + [month, date].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }
}

/// Elements of XMLTV, one a line.
private struct ElementText {
    private(set) var text = ""

    mutating func raw(_ part: String) { text += part }

    /// Nothing where there is nothing to say.
    mutating func add(_ name: String, _ value: String?) {
        guard let value = value?.onOneLine.escapedForXML, value.contains(where: { $0 != " " })
        else { return }
        text += "<\(name)>\(value)</\(name)>\n"
    }

    mutating func addCredits(_ details: MediaDetails, most: Int) {
        var credits = ElementText()
        for (name, people) in [
            ("director", details.directors), ("actor", details.actors),
            ("writer", details.writers),
        ] {
            for person in (people ?? []).prefix(most) { credits.add(name, person) }
        }
        if !credits.text.isEmpty { text += "<credits>\n\(credits.text)</credits>\n" }
    }

    /// As people write it, and as programs count, from 0.
    mutating func addEpisode(_ details: MediaDetails) {
        guard let episode = details.episode, episode >= 0 else { return }
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let season = details.season.flatMap { $0 >= 0 ? $0 : nil }
        let label = (season.map { "S\(padded($0))" } ?? "") + "E\(padded(episode))"
        text += "<episode-num system=\"onscreen\">\(label)</episode-num>\n"
        guard episode > 0, season != 0 else { return }
        let number = "\(season.map { "\($0 - 1)" } ?? "").\(episode - 1)."
        text += "<episode-num system=\"xmltv_ns\">\(number)</episode-num>\n"
    }
}
