/// Reads formulas by recursive descent, one method for each level of precedence.
struct ExpressionReader {
    private enum Token: Equatable {
        case number(Double)
        case text(String)
        case word(String)
        case symbol(String)
    }

    /// Deeper brackets are not read, so that no text can exhaust the stack.
    private static let deepest = 50

    private var tokens: ArraySlice<Token>
    private var depth = 0

    /// - Returns: `nil` if the text is not a formula.
    static func read(_ text: String) -> Expression.Node? {
        guard text.utf8.count <= 1_000, let tokens = tokens(of: text) else { return nil }
        var reader = ExpressionReader(tokens: tokens[...])
        guard let node = reader.either(), reader.tokens.isEmpty else { return nil }
        return node
    }

    private init(tokens: ArraySlice<Token>) {
        self.tokens = tokens
    }

    private mutating func either() -> Expression.Node? {
        chain(["or": .or, "||": .or]) { $0.both() }
    }

    private mutating func both() -> Expression.Node? {
        chain(["and": .and, "&&": .and]) { $0.comparison() }
    }

    private mutating func comparison() -> Expression.Node? {
        chain([
            "=": .equal, "==": .equal, "!=": .unequal, "<>": .unequal, "<": .less, "<=": .atMost,
            ">": .more, ">=": .atLeast,
        ]) { $0.sum() }
    }

    private mutating func sum() -> Expression.Node? {
        chain(["+": .plus, "-": .minus]) { $0.product() }
    }

    private mutating func product() -> Expression.Node? {
        chain(["*": .times, "/": .over, "%": .modulo]) { $0.unary() }
    }

    private mutating func chain(
        _ operators: [String: Expression.Operator],
        _ next: (inout ExpressionReader) -> Expression.Node?
    ) -> Expression.Node? {
        guard var left = next(&self) else { return nil }
        while let token = tokens.first {
            let name: String
            switch token {
            case .word(let word), .symbol(let word): name = word
            case .number, .text: return left
            }
            guard let symbol = operators[name] else { return left }
            tokens.removeFirst()
            guard let right = next(&self) else { return nil }
            left = .binary(symbol, left, right)
        }
        return left
    }

    private mutating func unary() -> Expression.Node? {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest, let token = tokens.popFirst() else { return nil }
        switch token {
        case .number(let number): return .literal(.number(number))
        case .text(let text): return .literal(.text(text))
        case .word("true"): return .literal(.truth(true))
        case .word("false"): return .literal(.truth(false))
        case .word("not"), .symbol("!"): return unary().map { .not($0) }
        case .word(let name): return .name(name)
        case .symbol("-"): return unary().map { .binary(.minus, .literal(.number(0)), $0) }
        case .symbol("("):
            guard let inner = either(), tokens.popFirst() == .symbol(")") else { return nil }
            return inner
        case .symbol: return nil
        }
    }

    private static func tokens(of text: String) -> [Token]? {
        var rest = text[...]
        var tokens: [Token] = []
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
            } else if let token = token(&rest) {
                tokens.append(token)
            } else {
                return nil
            }
        }
        return tokens
    }

    private static func token(_ rest: inout Substring) -> Token? {
        guard let first = rest.first else { return nil }
        if first.isASCII, first.isNumber || first == "." {
            return take(&rest) { $0.isASCII && ($0.isNumber || $0 == ".") }.flatMap {
                Double($0).map { .number($0) }
            }
        }
        if first.isASCII, first.isLetter || first == "_" {
            return take(&rest) { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }.map {
                .word($0.lowercased())
            }
        }
        if first == "'" || first == "\"" {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: first) else { return nil }
            defer { rest = rest[rest.index(after: end)...] }
            return .text(String(rest[..<end]))
        }
        for symbol in ["<=", ">=", "!=", "<>", "==", "&&", "||"] where rest.hasPrefix(symbol) {
            rest.removeFirst(2)
            return .symbol(symbol)
        }
        guard "+-*/%<>=!()".contains(first) else { return nil }
        rest.removeFirst()
        return .symbol(String(first))
    }

    private static func take(
        _ rest: inout Substring, while belongs: (Character) -> Bool
    ) -> String? {
        let taken = rest.prefix(while: belongs)
        rest = rest[taken.endIndex...]
        return taken.isEmpty ? nil : String(taken)
    }
}
