/// What stands before the colon of a condition.
public enum QueryField: Hashable, Sendable {
    /// Text, found by its words.
    public enum Words: String, CaseIterable, Sendable {
        case title, show, genre, tag, actor, director, writer, studio, network, country
        case contentRating = "content_rating"
        case language
        case subtitleLanguage = "subtitle_language"
        case artist, album
    }

    /// Short names, found as a whole, or in part with wildcards.
    public enum Name: String, CaseIterable, Sendable {
        case videoCodec = "video_codec"
        case audioCodec = "audio_codec"
        case library
    }

    public enum Number: String, CaseIterable, Sendable {
        case season, episode, year, minutes, height
    }

    public enum Date: String, CaseIterable, Sendable { case released, added }

    /// Whether a file can be played; the names of the store.
    public enum State: String, CaseIterable, Sendable { case new, ok, missing, unplayable }

    case words(Words)
    case name(Name)
    case number(Number)
    case date(Date)
    case inTheLast(Date)
    case notInTheLast(Date)
    case onThisDay(Date)
    case kind
    case state
    case collection

    /// Every field by its name.
    public static let all: [String: QueryField] = {
        var fields: [String: QueryField] = [
            "kind": .kind, "state": .state, "smart_collection": .collection,
        ]
        for field in Words.allCases { fields[field.rawValue] = .words(field) }
        for field in Name.allCases { fields[field.rawValue] = .name(field) }
        for field in Number.allCases { fields[field.rawValue] = .number(field) }
        for field in Date.allCases {
            fields[field.rawValue] = .date(field)
            fields["\(field.rawValue)_inthelast"] = .inTheLast(field)
            fields["\(field.rawValue)_notinthelast"] = .notInTheLast(field)
            fields["\(field.rawValue)_onthisday"] = .onThisDay(field)
        }
        return fields
    }()
}
