/// Which days of the calendar something is for. What is left empty does not narrow it down.
public struct DayRule: Hashable, Sendable {
    public enum Weekday: String, Sendable, Codable, CaseIterable {
        case sun, mon, tue, wed, thu, fri, sat
    }

    public var weekdays: Set<Weekday>
    /// Of the month, from 1.
    public var days: Set<Int>
    /// From 1.
    public var months: Set<Int>
    public var range: DateRange?

    public init(
        weekdays: Set<Weekday> = [], days: Set<Int> = [], months: Set<Int> = [],
        range: DateRange? = nil
    ) {
        self.weekdays = weekdays
        self.days = days
        self.months = months
        self.range = range
    }

    public func matches(_ date: Day) -> Bool {
        let (_, month, day) = date.fields
        return (weekdays.isEmpty || weekdays.contains(Weekday.allCases[date.weekday]))
            && (days.isEmpty || days.contains(day)) && (months.isEmpty || months.contains(month))
            && range?.contains(date) ?? true
    }
}

/// Dates from one to another, both included: of every year, or with the years that are written.
public struct DateRange: Hashable, Sendable {
    /// A date as people write it; it may be none of a certain year.
    public struct Date: Hashable, Sendable {
        public let year: Int?
        public let month: Int
        public let day: Int

        /// - Parameter text: `12-24`, or `2024-12-24`.
        public init?(_ text: some StringProtocol) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Int($0) }
            guard numbers.count == parts.count, (2...3).contains(parts.count),
                let month = numbers.dropLast().last, let day = numbers.last,
                (1...12).contains(month), (1...31).contains(day)
            else { return nil }
            year = numbers.count == 3 ? numbers[0] : nil
            guard (1_900...9_999).contains(year ?? 2_000) else { return nil }
            self.month = month
            self.day = day
        }

        /// The date in a year; a day that the month does not have is the first of the next month.
        fileprivate func start(in year: Int) -> Day {
            let year = self.year ?? year
            return Day(firstOf: month, in: year)
                + min(day - 1, Day.length(of: month, in: year))
        }

        /// The same, but a day that the month does not have is its last.
        fileprivate func end(in year: Int) -> Day {
            let year = self.year ?? year
            return Day(firstOf: month, in: year)
                + (min(day, Day.length(of: month, in: year)) - 1)
        }

        public var text: String {
            let short = "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            return year.map { "\($0)-\(short)" } ?? short
        }
    }

    public let from: Date
    public let to: Date

    /// - Returns: `nil` if only one of the dates has a year.
    public init?(from: Date, to: Date) {
        guard (from.year == nil) == (to.year == nil) else { return nil }
        self.from = from
        self.to = to
    }

    func contains(_ date: Day) -> Bool {
        let year = date.year
        let (start, end) = (from.start(in: year), to.end(in: year))
        if from.year != nil || (from.month, from.day) <= (to.month, to.day) {
            return start <= date && date <= end
        }
        return date >= start || date <= end
    }
}

extension DayRule: Codable {
    private enum Key: String, CodingKey { case weekdays, days, months, from, to }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        self.init(
            weekdays: try fields.value(.weekdays, or: []), days: try fields.value(.days, or: []),
            months: try fields.value(.months, or: []))
        guard let from = try fields.decodeIfPresent(String.self, forKey: .from) else { return }
        guard let start = DateRange.Date(from),
            let end = DateRange.Date(try fields.decode(String.self, forKey: .to)),
            let dates = DateRange(from: start, to: end)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .from, in: fields, debugDescription: "\(from) is no date")
        }
        range = dates
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        let names = Weekday.allCases.filter(weekdays.contains)
        if !names.isEmpty { try fields.encode(names, forKey: .weekdays) }
        if !days.isEmpty { try fields.encode(days.sorted(), forKey: .days) }
        if !months.isEmpty { try fields.encode(months.sorted(), forKey: .months) }
        try fields.encodeIfPresent(range?.from.text, forKey: .from)
        try fields.encodeIfPresent(range?.to.text, forKey: .to)
    }
}
