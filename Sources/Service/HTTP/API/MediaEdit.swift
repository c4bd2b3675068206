import Broadcast
import Wire

/// What a request wants to say about a file in the place of its name and of the files beside it.
struct MediaEdit {
    /// Every field that the owner may say, by its name in the API and where origins are kept.
    static let fields: [(name: String, origin: String, field: Field)] = [
        ("title", "title", .line(\.title)), ("sort_title", "sortTitle", .line(\.sortTitle)),
        ("original_title", "originalTitle", .line(\.originalTitle)),
        ("plot", "plot", .text(\.plot)),
        ("content_rating", "contentRating", .line(\.contentRating)),
        ("show", "show", .line(\.show)),
        ("album", "album", .line(\.album)), ("year", "year", .number(\.year, 1...9_999)),
        ("released", "released", .day(\.released)),
        ("season", "season", .number(\.season, 0...9_999)),
        ("episode", "episode", .number(\.episode, 0...99_999)),
        ("rating", "rating", .number(\.rating, 0...100)),
        ("genres", "genres", .list(\.genres)), ("tags", "tags", .list(\.tags)),
        ("studios", "studios", .list(\.studios)),
        ("networks", "networks", .list(\.networks)), ("countries", "countries", .list(\.countries)),
        ("actors", "actors", .list(\.actors)), ("directors", "directors", .list(\.directors)),
        ("writers", "writers", .list(\.writers)), ("artists", "artists", .list(\.artists)),
    ]

    enum Field: Sendable {
        case line(any WritableKeyPath<MediaDetails, String?> & Sendable)
        case text(any WritableKeyPath<MediaDetails, String?> & Sendable)
        case number(any WritableKeyPath<MediaDetails, Int?> & Sendable, ClosedRange<Int>)
        case day(any WritableKeyPath<MediaDetails, Int?> & Sendable)
        case list(any WritableKeyPath<MediaDetails, [String]?> & Sendable)
    }

    private let fields: Fields

    init(_ json: JSON) throws(Problem) {
        fields = try Fields(json, known: Self.fields.map(\.name))
    }

    /// Puts what the request names into `details`; `null` gives a field back to the files.
    func apply(to details: inout MediaDetails) throws(Problem) {
        for (name, _, field) in Self.fields where fields.has(name) {
            switch field {
            case .line(let path): details[keyPath: path] = try fields.name(name, most: 500)
            case .text(let path): details[keyPath: path] = try fields.text(name, most: 20_000)
            case .number(let path, let range):
                details[keyPath: path] = try fields.number(name, range)
            case .day(let path): details[keyPath: path] = try day(name)
            case .list(let path): details[keyPath: path] = try fields.names(name)
            }
        }
    }

    private func day(_ name: String) throws(Problem) -> Int? {
        guard let text = try fields.text(name, most: 10) else { return nil }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2])
        else { throw .invalid(name, "is not a day", "Write it as 2026-05-17.") }
        return day.number
    }
}

extension MediaEdit.Field {
    /// The field's value in `details`.
    func value(in details: MediaDetails) -> JSON {
        switch self {
        case .line(let path), .text(let path): .optional(details[keyPath: path])
        case .number(let path, _): .optional(details[keyPath: path])
        case .day(let path):
            .optional(details[keyPath: path].map { Day(number: $0).iso })
        case .list(let path):
            details[keyPath: path].map { .list($0.map(JSON.text)) } ?? .absent
        }
    }
}

extension Day {
    /// `2026-05-17`.
    fileprivate var iso: String {
        let (year, month, day) = fields
        return [year, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
    }
}
