/// A value bound to a statement or read from a row: what every SQL database can hold.
enum Value: Equatable, Sendable {
    case null
    case integer(Int64)
    case text(String)
}

/// A type that is kept in one column.
protocol Column {
    var stored: Value { get }
    /// - Returns: `nil` if the column holds something else.
    init?(_ stored: Value)
}

extension Value: Column {
    var stored: Value { self }
    init?(_ stored: Value) { self = stored }
}

extension Int64: Column {
    var stored: Value { .integer(self) }
    init?(_ stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = number
    }
}

extension Int: Column {
    var stored: Value { .integer(Int64(self)) }
    init?(_ stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self.init(exactly: number)
    }
}

extension Bool: Column {
    var stored: Value { .integer(self ? 1 : 0) }
    init?(_ stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = number != 0
    }
}

extension String: Column {
    var stored: Value { .text(self) }
    init?(_ stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
}

extension Optional: Column where Wrapped: Column {
    var stored: Value { self?.stored ?? .null }
    init?(_ stored: Value) {
        if stored == .null {
            self = .none
        } else if let wrapped = Wrapped(stored) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}
