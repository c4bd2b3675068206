/// Why a query cannot be read or answered, and where in it.
public struct QueryError: Error, Equatable, Sendable {
    public enum Problem: Hashable, Sendable {
        case tooLong(most: Int)
        case tooDeep
        case tooManyConditions(most: Int)
        case unclosedQuote
        case unclosedParenthesis
        case strayParenthesis
        case missingCondition
        case unknownField(String, near: String?)
        case missingValue(String)
        case noRange(String)
        case badRange
        case notANumber(String, field: String)
        case notADate(String, field: String)
        case notAnAge(String, field: String)
        case notAChoice(String, field: String, choices: [String])
        case nothingToLookFor(String)
        case leadingWildcard(String)
        case tooManyWords(String, most: Int)
        case unknownCollection(String)
        /// The names of the smart collections from the first back to itself.
        case cycle([String])
    }

    /// In characters, from 1.
    public let column: Int
    public let problem: Problem

    public init(_ problem: Problem, at column: Int) {
        self.problem = problem
        self.column = column
    }
}

extension QueryError: Explained {
    public var message: String { "Column \(column): \(what)." }

    private var what: String {
        switch problem {
        case .tooLong(let most): "the search has more than \(most) characters"
        case .tooDeep: "there are too many parentheses within each other"
        case .tooManyConditions(let most): "the search has more than \(most) conditions"
        case .unclosedQuote: "the quotation mark is not closed"
        case .unclosedParenthesis: "the parenthesis is not closed"
        case .strayParenthesis: "this parenthesis closes nothing"
        case .missingCondition: "a condition is missing here"
        case .unknownField(let name, _): "there is no field “\(name)”"
        case .missingValue(let field): "“\(field)” has no value"
        case .noRange(let field): "“\(field)” has no smaller and larger values"
        case .badRange: "this is no range"
        case .notANumber(let text, let field): "“\(field)” cannot be “\(text)”, which is no number"
        case .notADate(let text, let field): "“\(field)” cannot be “\(text)”, which is no date"
        case .notAnAge(let text, let field): "“\(field)” cannot be “\(text)”, which is no span"
        case .notAChoice(let text, let field, _): "“\(field)” is never “\(text)”"
        case .nothingToLookFor(let text): "“\(text)” has no letter or digit to look for"
        case .leadingWildcard(let text): "“\(text)” begins with a wildcard"
        case .tooManyWords(let text, let most): "“\(text)” stands for more than \(most) words"
        case .unknownCollection(let name): "there is no smart collection “\(name)”"
        case .cycle(let names):
            "the smart collection “\(names.first ?? "")” contains itself ("
                + names.joined(separator: " → ") + ")"
        }
    }

    public var remedy: String {
        switch problem {
        case .tooLong, .tooDeep, .tooManyConditions: "Make it shorter, or use smart collections."
        case .unclosedQuote: "Add a \" at the end of the phrase."
        case .unclosedParenthesis: "Add a ) for it."
        case .strayParenthesis: "Remove it, or add a ( before."
        case .missingCondition: "Write words to look for, or a field and its value."
        case .unknownField(_, let near?): "Did you mean “\(near)”? Quote it to look for the words."
        case .unknownField: "Quote it to look for the words."
        case .missingValue(let field): "Write what to look for right behind “\(field):”."
        case .noRange: "Write a word or a \"phrase\" instead."
        case .badRange: "Write it as [10 TO 20], with * for an open end."
        case .notANumber: "Write a number, >=10 or [10 TO 20]."
        case .notADate: "Write it as 2020-01-31, 2020-01 or 2020."
        case .notAnAge: "Write it as \"30 days\", \"2 weeks\", \"6 months\" or \"1 year\"."
        case .notAChoice(_, _, let choices): "Choose \(Self.list(choices))."
        case .nothingToLookFor: "Write a word."
        case .leadingWildcard: "Write at least the first letter."
        case .tooManyWords: "Write more of its letters."
        case .unknownCollection: "Check its name, or make it first."
        case .cycle(let names): "Take it out of “\(names.dropLast().last ?? "")”."
        }
    }

    private static func list(_ choices: [String]) -> String {
        choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
    }
}
