/// A place in the text of a query.
struct QueryCursor {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) {
        characters = Array(text)
    }

    /// In characters, from 1.
    var column: Int { index + 1 }

    var isAtEnd: Bool { index >= characters.count }

    /// A space at the end.
    var current: Character { self[index] }

    private subscript(_ index: Int) -> Character {
        characters.indices.contains(index) ? characters[index] : " "
    }

    mutating func advance() { index += 1 }

    mutating func skipSpaces() {
        while !isAtEnd, current.isWhitespace { index += 1 }
    }

    // MARK: Operators

    func isAtOperator(_ words: String...) -> Bool { words.contains { end(of: $0) != nil } }

    /// Skips one of these and the spaces behind it.
    mutating func takeOperator(_ words: String...) -> Bool {
        for word in words {
            guard let end = end(of: word) else { continue }
            index = end
            skipSpaces()
            return true
        }
        return false
    }

    /// Skips `NOT`, or a `-` or `!` right before what it denies.
    mutating func takeNegation() -> Bool {
        if takeOperator("NOT") { return true }
        guard current == "-" || current == "!", !self[index + 1].isWhitespace else { return false }
        index += 1
        return true
    }

    /// An operator is a word of its own.
    private func end(of word: String) -> Int? {
        let end = index + word.count
        guard end <= characters.count, characters[index..<end].elementsEqual(word),
            self[end].isWhitespace || Self.isBracket(self[end])
        else { return nil }
        return end
    }

    private static func isBracket(_ character: Character) -> Bool {
        character == "(" || character == ")"
    }

    // MARK: Words

    /// What stands before a colon, if the next word has one; then the cursor is behind it.
    mutating func takeField() -> String? {
        var end = index
        while end < characters.count, !Self.endsWord(self[end]), self[end] != "\\" {
            if self[end] == ":", end > index {
                let name = String(characters[index..<end])
                index = end + 1
                return name
            }
            end += 1
        }
        return nil
    }

    private static func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || isBracket(character) || character == "\""
    }

    mutating func takeValue() throws(QueryError) -> QueryValue {
        switch current {
        case "\"": .phrase(try takePhrase())
        case "[", "{": try takeRange()
        case "<", ">": try takeComparison()
        default: .word(takeWord())
        }
    }

    private mutating func takePhrase() throws(QueryError) -> String {
        let start = column
        var text = ""
        index += 1
        while !isAtEnd, current != "\"" {
            if current == "\\", !self[index + 1].isWhitespace { index += 1 }
            text.append(current)
            index += 1
        }
        guard !isAtEnd else { throw QueryError(.unclosedQuote, at: start) }
        index += 1
        return text
    }

    /// - Parameter endings: end the word besides what always does.
    private mutating func takeWord(until endings: String = "") -> String {
        var text = ""
        while !isAtEnd, !Self.endsWord(current), !endings.contains(current) {
            if current == "\\" {
                index += 1
                // What is escaped is no wildcard, and no letter either.
                text.append(current == "*" || current == "?" ? " " : current)
            } else {
                text.append(current)
            }
            index += 1
        }
        return text
    }

    private mutating func takeComparison() throws(QueryError) -> QueryValue {
        let isGreater = current == ">"
        index += 1
        let isInclusive = current == "="
        if isInclusive { index += 1 }
        let bound = QueryValue.Bound(
            text: current == "\"" ? try takePhrase() : takeWord(), isInclusive: isInclusive)
        return isGreater ? .range(from: bound, to: nil) : .range(from: nil, to: bound)
    }

    private mutating func takeRange() throws(QueryError) -> QueryValue {
        let start = column
        let isInclusive = current == "["
        index += 1
        let from = try takeBound(isInclusive)
        guard takeOperator("TO") else { throw QueryError(.badRange, at: start) }
        let upper = try takeBound(false)
        guard current == "]" || current == "}" else { throw QueryError(.badRange, at: start) }
        let to = QueryValue.Bound(text: upper.text, isInclusive: current == "]")
        index += 1
        return .range(from: from.isOpen ? nil : from, to: to.isOpen ? nil : to)
    }

    private mutating func takeBound(_ isInclusive: Bool) throws(QueryError) -> QueryValue.Bound {
        skipSpaces()
        let text = current == "\"" ? try takePhrase() : takeWord(until: "]}")
        skipSpaces()
        return QueryValue.Bound(text: text, isInclusive: isInclusive)
    }
}

/// What stands behind a field, before anybody knows what the field wants.
enum QueryValue: Hashable, Sendable {
    struct Bound: Hashable, Sendable {
        let text: String
        let isInclusive: Bool

        var isOpen: Bool { text == "*" }
    }

    case word(String)
    case phrase(String)
    case range(from: Bound?, to: Bound?)
}
