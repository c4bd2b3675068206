/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    static let years = 1900...2099

    /// - Returns: `nil` if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        let isLeap =
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01, earlier ones negative (the civil calendar's usual reckoning, in
    /// which a year begins in March).
    public var number: Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// Reads `2023-07-14` or `14.7.2023` with any one separator between the parts.
    static func read(in name: NameText, at start: Int) -> (day: CalendarDay, end: Int)? {
        guard let first = name.number(at: start), isSeparator(name[first.end]),
            let second = name.number(at: first.end + 1, most: 2),
            name[second.end] == name[first.end],
            let third = name.number(at: second.end + 1), name.ends(at: third.end)
        else { return nil }
        let isYearFirst = first.end - start == 4
        let year = isYearFirst ? first : third
        let day = isYearFirst ? third : first
        guard years.contains(year.value), day.value <= 31,
            let date = CalendarDay(year: year.value, month: second.value, day: day.value)
        else { return nil }
        return (date, third.end)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        NameText.isSpace(byte) || byte == UInt8(ascii: "-")
    }
}

extension CalendarDay: CustomStringConvertible {
    /// `2023-07-14`.
    public var description: String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
