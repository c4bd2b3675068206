/// What a search asks of media: conditions, and how they are combined.
///
/// Written by people as ``QueryReader`` reads it; smart collections, searches and schedules mean
/// the same by it.
public indirect enum Query: Hashable, Sendable {
    case everything
    case all([Query])
    case any([Query])
    case not(Query)
    /// Words that stand in a field; `nil` is the title or the show.
    case words(QueryField.Words?, QueryWords)
    case name(QueryField.Name, QueryWords)
    /// The field has a value, from `from` to `to` where they are given; both belong to it.
    case number(QueryField.Number, from: Int?, to: Int?)
    case day(QueryField.Date, from: Day?, to: Day?)
    /// Within the last so many days up to today, or before that.
    case age(QueryField.Date, QueryAge, isWithin: Bool)
    /// On this day of any year.
    case onThisDay(QueryField.Date, isWanted: Bool)
    case kind(MediaKind)
    case state(QueryField.State)
    /// What the smart collection of that name asks for; it was written at `column`.
    case collection(String, column: Int)
}

/// What a condition on text looks for.
public enum QueryWords: Hashable, Sendable {
    /// These words next to each other.
    case phrase(String)
    /// One word of letters and digits in which `*` stands for any letters and `?` for one; `*` alone
    /// is any text at all.
    case pattern(String)
}

/// What kind of thing a media file is.
public enum MediaKind: String, CaseIterable, Sendable {
    case movie, episode, song
    /// A trailer and the like.
    case extra
}

/// A span that ends today.
public struct QueryAge: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable { case day, week, month, year }

    public let count: Int
    public let unit: Unit

    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The day so long before `today`; the month's last where it has no such day.
    public func before(_ today: Day) -> Day {
        switch unit {
        case .day: today + -count
        case .week: today + -7 * count
        case .month: Self.day(today, months: count)
        case .year: Self.day(today, months: 12 * count)
        }
    }

    private static func day(_ today: Day, months: Int) -> Day {
        let fields = today.fields
        let month = fields.year * 12 + fields.month - 1 - months
        let year = (month - (month % 12 + 12) % 12) / 12
        let number = (month % 12 + 12) % 12 + 1
        let last = Day.length(of: number, in: year)
        return Day(year: year, month: number, day: min(fields.day, last)) ?? today
    }
}
