/// A small formula over named numbers and texts, as schedules use it for counts and for mid-roll
/// breaks: `count / 2`, `random % 4 + 1`, `num > 1 and last_mid_filler >= 600`.
///
/// A text that is no formula, and a division by zero, have no value.
public struct Expression: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
        case truth(Bool)
    }

    indirect enum Node: Hashable, Sendable {
        case literal(Value)
        case name(String)
        case not(Node)
        case binary(Operator, Node, Node)
    }

    enum Operator: String, Hashable, Sendable {
        case or, and
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case modulo = "%"
    }

    public let source: String
    private let root: Node?

    public init(_ source: String) {
        self.source = source
        root = ExpressionReader.read(source)
    }

    /// Whether the text is a formula at all.
    public var isValid: Bool { root != nil }

    /// - Parameter names: Values of the names, which are written in lower case.
    func value(_ names: [String: Value]) -> Value? {
        root.flatMap { Expression.evaluate($0, names) }
    }

    /// The value rounded down to a whole number, and 0 if it has none.
    func count(_ names: [String: Value]) -> Int {
        guard case .number(let number) = value(names), number > -1e15, number < 1e15 else {
            return 0
        }
        let whole = Int(number)
        return Double(whole) > number ? whole - 1 : whole
    }

    private static func evaluate(_ node: Node, _ names: [String: Value]) -> Value? {
        switch node {
        case .literal(let value): return value
        case .name(let name): return names[name]
        case .not(let inner):
            guard case .truth(let truth) = evaluate(inner, names) else { return nil }
            return .truth(!truth)
        case .binary(let symbol, let left, let right):
            guard let one = evaluate(left, names), let other = evaluate(right, names) else {
                return nil
            }
            return combine(symbol, one, other)
        }
    }

    private static func combine(_ symbol: Operator, _ one: Value, _ other: Value) -> Value? {
        switch (symbol, one, other) {
        case (.or, .truth(let one), .truth(let other)): .truth(one || other)
        case (.and, .truth(let one), .truth(let other)): .truth(one && other)
        case (.equal, _, _): .truth(folded(one) == folded(other))
        case (.unequal, _, _): .truth(folded(one) != folded(other))
        case (_, .number(let one), .number(let other)): calculate(symbol, one, other)
        default: nil
        }
    }

    /// Texts compare without regard to case.
    private static func folded(_ value: Value) -> Value {
        if case .text(let text) = value { .text(text.lowercased()) } else { value }
    }

    private static func calculate(_ symbol: Operator, _ one: Double, _ other: Double) -> Value? {
        switch symbol {
        case .less: .truth(one < other)
        case .atMost: .truth(one <= other)
        case .more: .truth(one > other)
        case .atLeast: .truth(one >= other)
        case .plus: .number(one + other)
        case .minus: .number(one - other)
        case .times: .number(one * other)
        case .over: other == 0 ? nil : .number(one / other)
        case .modulo: remainder(one, other)
        case .or, .and, .equal, .unequal: nil
        }
    }

    private static func remainder(_ one: Double, _ other: Double) -> Value? {
        let quotient = one / other
        guard other != 0, quotient > -1e15, quotient < 1e15 else { return nil }
        return .number(one - Double(Int64(quotient)) * other)
    }
}

extension Expression: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}
