/// Reads POSIX TZ strings such as `CET-1CEST,M3.5.0,M10.5.0/3` or `<+0545>-5:45`.
struct ZoneTailReader {
    private var rest: ArraySlice<UInt8>

    /// - Returns: `nil` if the text is not a TZ string.
    static func read(_ text: ArraySlice<UInt8>) -> ZoneTail? {
        var reader = ZoneTailReader(rest: text)
        return reader.zone()
    }

    private mutating func zone() -> ZoneTail? {
        guard name(), let standard = time(limit: 24) else { return nil }
        if rest.isEmpty { return ZoneTail(standard: -standard, summer: nil) }
        guard name() else { return nil }
        var summer = -standard + 3_600
        if rest.first != UInt8(ascii: ",") {
            guard let offset = time(limit: 24) else { return nil }
            summer = -offset
        }
        guard let begins = change(), let ends = change(), rest.isEmpty else { return nil }
        return ZoneTail(
            standard: -standard, summer: .init(offset: summer, begins: begins, ends: ends))
    }

    /// Three letters or more, or anything in angle brackets.
    private mutating func name() -> Bool {
        if take("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let letters = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    /// `[+-]h[:m[:s]]` in seconds.
    private mutating func time(limit: Int) -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var seconds = number(upTo: limit).map({ $0 * 3_600 }) else { return nil }
        for unit in [60, 1] where take(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `,date[/time]`
    private mutating func change() -> ZoneTail.Change? {
        guard take(","), let date = date() else { return nil }
        guard take("/") else { return .init(date: date, second: 7_200) }
        return time(limit: 167).map { .init(date: date, second: $0) }
    }

    private mutating func date() -> ZoneTail.Date? {
        if take("J") {
            return number(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil }
        }
        guard take("M") else { return number(upTo: 365).map { .ordinal($0) } }
        guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5),
            week > 0, take("."), let day = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, day: day)
    }

    private mutating func number(upTo limit: Int) -> Int? {
        let digits = rest.prefix { (48...57).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        return number <= limit ? number : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
