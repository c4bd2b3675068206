import Broadcast

/// Turns a query into a condition on `media` in SQL, with its values.
struct SearchSQL {
    let database: any Database
    let moment: QueryMoment
    /// Of the marks `?1`, `?2` … so far.
    private(set) var values: [any Column]
    /// Names of the smart collections that the present part is in.
    private var path: [String]

    /// - Parameters:
    ///   - values: those of other marks in the same statement.
    ///   - name: the smart collection whose query this is.
    init(
        _ database: any Database, at moment: QueryMoment, after values: [any Column] = [],
        in name: String? = nil
    ) {
        self.database = database
        self.moment = moment
        self.values = values
        path = name.map { [$0] } ?? []
    }

    /// - Throws: ``QueryError`` if smart collections or wildcards in it cannot be resolved.
    mutating func condition(_ query: Query) throws -> String {
        switch query {
        case .everything: "1 = 1"
        case .all(let parts): try joined(parts, "AND")
        case .any(let parts): try joined(parts, "OR")
        // What nobody knows of a file does not hold, so its opposite does.
        case .not(let part): "(\(try condition(part))) IS NOT TRUE"
        case .words(let field, let words): try text(field, words)
        case .name(let field, let words): name(field, words)
        case .number(.minutes, let from, let to):
            span("duration", from.map { $0 * 60_000_000 }, below: to.map { ($0 + 1) * 60_000_000 })
        case .number(let field, let from, let to):
            span(field.rawValue, from, below: to.map { $0 + 1 })
        case .day(let field, let from, let to): days(field, from, to)
        case .age(let field, let age, isWithin: true):
            days(field, age.before(moment.today), moment.today)
        case .age(let field, let age, isWithin: false):
            days(field, nil, age.before(moment.today) + -1)
        case .onThisDay(let field, let isWanted): onThisDay(field, isWanted)
        case .kind(let kind): Self.condition(kind)
        case .state(let state): "state = \(mark(state.rawValue))"
        case .collection(let name, let column): try collection(name, column)
        }
    }

    private mutating func joined(_ parts: [Query], _ glue: String) throws -> String {
        var conditions: [String] = []
        for part in parts { conditions.append("(\(try condition(part)))") }
        return conditions.joined(separator: " \(glue) ")
    }

    private mutating func mark(_ value: any Column) -> String {
        values.append(value)
        return "?\(values.count)"
    }

    // MARK: Text

    /// Fewer hits than this are looked up one by one; more are met on the way through all media.
    private static let fewHits = 5_000

    private mutating func text(_ field: QueryField.Words?, _ words: QueryWords) throws -> String {
        guard let expression = try SearchWords.expression(field, words, in: database) else {
            return "1 = 0"
        }
        let hits: Int? = try database.first(
            "SELECT count(*) FROM (SELECT 1 FROM media_search WHERE media_search MATCH ?1 "
                + "LIMIT \(Self.fewHits + 1))", [expression]
        ) { (row) throws(StoreError) in try row[0] }
        // The plus keeps SQLite from beginning at the hits.
        let id = (hits ?? 0) > Self.fewHits ? "+media.id" : "media.id"
        return "\(id) IN (SELECT rowid FROM media_search WHERE media_search MATCH "
            + "\(mark(expression)))"
    }

    private mutating func name(_ field: QueryField.Name, _ words: QueryWords) -> String {
        let pattern = mark(SearchWords.likePattern(words))
        switch field {
        case .videoCodec, .audioCodec: return "\(field.rawValue) LIKE \(pattern) ESCAPE '\\'"
        case .library:
            return "media.source IN (SELECT id FROM sources WHERE sources.name LIKE \(pattern) "
                + "ESCAPE '\\')"
        }
    }

    // MARK: Numbers and days

    private mutating func span(_ column: String, _ from: Int?, below end: Int?) -> String {
        let conditions = [
            from.map { "\(column) >= \(mark($0))" }, end.map { "\(column) < \(mark($0))" },
        ].compactMap { $0 }
        return conditions.isEmpty
            ? "\(column) IS NOT NULL" : conditions.joined(separator: " AND ")
    }

    private mutating func days(_ field: QueryField.Date, _ from: Day?, _ to: Day?) -> String {
        switch field {
        case .released: span("released", from?.number, below: to.map { $0.number + 1 })
        case .added:
            span(
                "added", from.map { Int(moment.beginning(of: $0).microseconds) },
                below: to.map { Int(moment.beginning(of: $0 + 1).microseconds) })
        }
    }

    private func onThisDay(_ field: QueryField.Date, _ isWanted: Bool) -> String {
        let today = moment.today.fields
        let days = Self.years.compactMap { year in
            Day(year: year, month: today.month, day: today.day).map { "\($0.number)" }
        }
        let day =
            switch field {
            case .released: "released"
            case .added: "(added / 1000000 + \(moment.offset)) / 86400"
            }
        return "\(day) \(isWanted ? "IN" : "NOT IN") (\(days.joined(separator: ", ")))"
    }

    /// In which anything may have been released.
    private static let years = 1800...2200

    // MARK: Kinds and collections

    private static func condition(_ kind: MediaKind) -> String {
        switch kind {
        case .movie: "extra = 0 AND show IS NULL AND (height IS NOT NULL OR duration IS NULL)"
        case .episode: "extra = 0 AND show IS NOT NULL"
        case .song: "extra = 0 AND show IS NULL AND height IS NULL AND duration IS NOT NULL"
        case .extra: "extra = 1"
        }
    }

    private mutating func collection(_ name: String, _ column: Int) throws -> String {
        let found = try database.first(
            "SELECT name, query FROM collections WHERE query IS NOT NULL "
                + "AND name = ?1 COLLATE NOCASE", [name]
        ) { (row) throws(StoreError) -> (String, String) in (try row[0], try row[1]) }
        guard let (name, text) = found else {
            throw QueryError(.unknownCollection(name), at: column)
        }
        if let start = path.firstIndex(of: name) {
            throw QueryError(.cycle(path[start...] + [name]), at: column)
        }
        guard path.count < QueryReader.deepest else { throw QueryError(.tooDeep, at: column) }
        path.append(name)
        defer { path.removeLast() }
        do {
            return "(\(try condition(try QueryReader.read(text))))"
        } catch let error as QueryError {
            throw QueryError(error.problem, at: column)
        }
    }
}
