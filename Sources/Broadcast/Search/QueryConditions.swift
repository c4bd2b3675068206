extension QueryReader {
    /// The condition that a field's value makes.
    func make(_ field: Named, _ value: QueryValue) throws(QueryError) -> Query {
        switch field.field {
        case .words(let words): return try self.words(words, value, at: field.column, field.name)
        case .name(let name): return .name(name, try look(for: value, field))
        case .number(let number):
            let (from, to) = try span(value, field) { (text) throws(QueryError) in
                let value = try Self.number(text, field)
                return (value, value)
            }
            return .number(number, from: from, to: to)
        case .date(let date):
            let (from, to) = try span(value, field) { (text) throws(QueryError) in
                guard let days = Self.days(text) else {
                    throw QueryError(.notADate(text, field: field.name), at: field.column)
                }
                return days
            }
            return .day(date, from: from, to: to)
        case .inTheLast(let date): return .age(date, try age(value, field), isWithin: true)
        case .notInTheLast(let date): return .age(date, try age(value, field), isWithin: false)
        case .onThisDay(let date):
            let answer = try choice(value, field, among: ["true", "false"])
            return .onThisDay(date, isWanted: answer == "true")
        case .kind: return .kind(try choice(value, field))
        case .state: return .state(try choice(value, field))
        case .collection: return .collection(try plain(value, field), column: field.column)
        }
    }

    // MARK: Text

    /// A word with wildcards is taken apart at what is no letter; plain ones stay together.
    func words(
        _ field: QueryField.Words?, _ value: QueryValue, at column: Int, _ name: String = ""
    ) throws(QueryError) -> Query {
        let text = try plain(value, Named(field: .kind, name: name, column: column))
        if value == .word("*") { return field.map { .words($0, .pattern("*")) } ?? .everything }
        guard case .word = value, Self.hasWildcard(text) else {
            guard text.contains(where: Self.isLetter) else {
                throw QueryError(.nothingToLookFor(text), at: column)
            }
            return .words(field, .phrase(text))
        }
        let parts = text.split { !Self.isLetter($0) && !Self.hasWildcard(String($0)) }
            .map { part in
                Self.hasWildcard(String(part))
                    ? QueryWords.pattern(String(part)) : .phrase(String(part))
            }
        for case .pattern(let text) in parts where text.first.map(Self.isLetter) != true {
            throw QueryError(.leadingWildcard(text), at: column)
        }
        let conditions = parts.map { Query.words(field, $0) }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private func look(for value: QueryValue, _ field: Named) throws(QueryError) -> QueryWords {
        let text = try plain(value, field)
        if case .word = value, Self.hasWildcard(text) { return .pattern(text) }
        return .phrase(text)
    }

    private func plain(_ value: QueryValue, _ field: Named) throws(QueryError) -> String {
        switch value {
        case .word(let text), .phrase(let text): return text
        case .range where field.name.isEmpty: throw QueryError(.badRange, at: field.column)
        case .range: throw QueryError(.noRange(field.name), at: field.column)
        }
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func hasWildcard(_ text: String) -> Bool {
        text.contains("*") || text.contains("?")
    }

    // MARK: Numbers and dates

    /// What the value says of both ends; a single value stands for all that it covers.
    private func span<T: Comparable & Steppable>(
        _ value: QueryValue, _ field: Named,
        _ read: (String) throws(QueryError) -> (first: T, last: T)
    ) throws(QueryError) -> (T?, T?) {
        switch value {
        case .word("*"): return (nil, nil)
        case .word(let text), .phrase(let text):
            let (first, last) = try read(text)
            return (first, last)
        case .range(let from, let to):
            var first: T?
            var last: T?
            if let from {
                let bound = try read(from.text)
                first = from.isInclusive ? bound.first : bound.last.next
            }
            if let to {
                let bound = try read(to.text)
                last = to.isInclusive ? bound.last : bound.first.previous
            }
            return (first, last)
        }
    }

    private static func number(_ text: String, _ field: Named) throws(QueryError) -> Int {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text)
        else { throw QueryError(.notANumber(text, field: field.name), at: field.column) }
        return number
    }

    /// `2020`, `2020-05`, `2020-05-17` or `20200517`, and all days that it stands for.
    static func days(_ text: String) -> (first: Day, last: Day)? {
        var parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 1, text.utf8.count == 8 {
            parts = [text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6)]
        }
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        let year = numbers[0]
        let month = numbers.dropFirst().first
        if let day = numbers.dropFirst(2).first {
            return Day(year: year, month: month ?? 0, day: day).map { ($0, $0) }
        }
        let last = month ?? 12
        guard (1...12).contains(last),
            let first = Day(year: year, month: month ?? 1, day: 1),
            let end = Day(year: year, month: last, day: Day.length(of: last, in: year))
        else { return nil }
        return (first, end)
    }

    private func age(_ value: QueryValue, _ field: Named) throws(QueryError) -> QueryAge {
        let text = try plain(value, field)
        let digits = text.prefix { $0.isNumber }
        var unit = text.dropFirst(digits.count).drop(while: \.isWhitespace).lowercased()
        if unit.hasSuffix("s") { unit.removeLast() }
        guard digits.utf8.count <= 4, let count = Int(digits),
            let unit = QueryAge.Unit(rawValue: unit)
        else { throw QueryError(.notAnAge(text, field: field.name), at: field.column) }
        return QueryAge(count, unit)
    }

    // MARK: Choices

    private func choice(
        _ value: QueryValue, _ field: Named, among choices: [String]
    ) throws(QueryError) -> String {
        let text = try plain(value, field).lowercased()
        guard choices.contains(text) else {
            throw QueryError(
                .notAChoice(text, field: field.name, choices: choices), at: field.column)
        }
        return text
    }

    private func choice<T: RawRepresentable<String> & CaseIterable>(
        _ value: QueryValue, _ field: Named
    ) throws(QueryError) -> T {
        let choices = T.allCases.map(\.rawValue)
        let text = try choice(value, field, among: choices)
        guard let choice = T(rawValue: text) else {
            throw QueryError(
                .notAChoice(text, field: field.name, choices: choices), at: field.column)
        }
        return choice
    }
}

/// A value that has neighbours.
private protocol Steppable {
    var next: Self { get }
    var previous: Self { get }
}

extension Int: Steppable {
    fileprivate var next: Int { self + 1 }
    fileprivate var previous: Int { self - 1 }
}

extension Day: Steppable {
    fileprivate var next: Day { self + 1 }
    fileprivate var previous: Day { self + -1 }
}
