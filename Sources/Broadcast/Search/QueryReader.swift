/// Reads a query as people write it.
///
///     alien year:>=1979 NOT (genre:comedy OR "making of")
///
/// Conditions that only follow each other must all hold; AND binds more tightly than OR, and NOT
/// (or a dash) most. The form is that of Lucene's classic query language, as far as it goes here.
public struct QueryReader {
    static let longest = 2_000
    /// Parentheses, denials or smart collections within each other.
    public static let deepest = 32
    static let mostConditions = 200

    var text: QueryCursor
    private var depth = 0
    private var conditions = 0

    /// - Throws: ``QueryError``. Blank text asks for everything.
    public static func read(_ text: String) throws(QueryError) -> Query {
        guard text.unicodeScalars.count <= longest else {
            throw QueryError(.tooLong(most: longest), at: longest + 1)
        }
        var reader = QueryReader(text: QueryCursor(text))
        reader.text.skipSpaces()
        if reader.text.isAtEnd { return .everything }
        let query = try reader.alternatives(of: nil)
        guard reader.text.isAtEnd else {
            throw QueryError(.strayParenthesis, at: reader.text.column)
        }
        return query
    }

    /// - Parameter field: what words without a field of their own are a value of.
    private mutating func alternatives(of field: Named?) throws(QueryError) -> Query {
        var parts = [try sequence(of: field)]
        while text.takeOperator("OR", "||") { parts.append(try sequence(of: field)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func sequence(of field: Named?) throws(QueryError) -> Query {
        var parts = [try condition(of: field)]
        while !text.isAtEnd, text.current != ")", !text.isAtOperator("OR", "||") {
            _ = text.takeOperator("AND", "&&")
            parts.append(try condition(of: field))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func condition(of field: Named?) throws(QueryError) -> Query {
        text.skipSpaces()
        let column = text.column
        conditions += 1
        guard conditions <= Self.mostConditions else {
            throw QueryError(.tooManyConditions(most: Self.mostConditions), at: column)
        }
        if text.takeNegation() {
            return .not(
                try nested(at: column) { (reader) throws(QueryError) in
                    try reader.condition(of: field)
                })
        }
        if text.current == "(" {
            let query = try group(of: field)
            text.skipSpaces()
            return query
        }
        let query = try leaf(of: field)
        text.skipSpaces()
        return query
    }

    private mutating func group(of field: Named?) throws(QueryError) -> Query {
        let column = text.column
        text.advance()
        let query = try nested(at: column) { (reader) throws(QueryError) in
            try reader.alternatives(of: field)
        }
        guard text.current == ")" else { throw QueryError(.unclosedParenthesis, at: column) }
        text.advance()
        return query
    }

    private mutating func nested(
        at column: Int, _ read: (inout QueryReader) throws(QueryError) -> Query
    ) throws(QueryError) -> Query {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw QueryError(.tooDeep, at: column) }
        return try read(&self)
    }

    // MARK: Conditions

    /// A field, and the name that it was written with.
    struct Named {
        let field: QueryField
        let name: String
        /// Where its value stands.
        var column: Int
    }

    private mutating func leaf(of field: Named?) throws(QueryError) -> Query {
        let column = text.column
        guard !text.isAtEnd, text.current != ")", !text.isAtOperator("OR", "||", "AND", "&&") else {
            throw QueryError(.missingCondition, at: column)
        }
        if let name = text.takeField() {
            guard let field = QueryField.all[name] else {
                let near = nearest(to: name, among: QueryField.all.keys.sorted())
                throw QueryError(
                    .unknownField(String(name.prefix(40)), near: near), at: column)
            }
            return try value(of: Named(field: field, name: name, column: column))
        }
        guard var field else {
            return try words(nil, try text.takeValue(), at: column)
        }
        field.column = column
        return try make(field, try text.takeValue())
    }

    private mutating func value(of field: Named) throws(QueryError) -> Query {
        var field = field
        text.skipSpaces()
        if text.isAtEnd || text.current == ")" {
            throw QueryError(.missingValue(field.name), at: field.column)
        }
        if text.current == "(" { return try group(of: field) }
        field.column = text.column
        return try make(field, try text.takeValue())
    }
}
