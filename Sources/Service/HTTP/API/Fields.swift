import Hummingbird
import Wire

/// The members of an object in a request, and how to read each kind of value. Every fault names the
/// field.
struct Fields {
    private let members: [String: JSON]
    private let path: String

    /// - Parameters:
    ///   - known: Every member that there may be; another is an error.
    ///   - path: What comes before a member's name, such as `items[2].`.
    init(_ json: JSON, known: [String], path: String = "") throws(Problem) {
        guard case .object(let members) = json else {
            throw Problem(
                .unprocessableContent, "The body is not a JSON object.",
                remedy: "Send an object with \(known.joined(separator: ", ")).")
        }
        self.path = path
        var found: [String: JSON] = [:]
        for member in members {
            guard known.contains(member.key) else {
                throw .invalid(
                    path + member.key.prefix(60), "is not known here",
                    "Known are \(known.joined(separator: ", ")).")
            }
            found[member.key] = member.value
        }
        self.members = found
    }

    /// Whether the member is there, be it `null`.
    func has(_ key: String) -> Bool { members[key] != nil }

    /// `nil` if it is not there or `null`.
    subscript(key: String) -> JSON? {
        members[key].flatMap { $0 == .absent ? nil : $0 }
    }

    func required<Value>(_ key: String, _ value: Value?) throws(Problem) -> Value {
        guard let value else { throw .invalid(path + key, "is missing", "Add it.") }
        return value
    }

    /// A text of one line that is not empty, without spaces at its ends.
    func name(_ key: String, most: Int = 100) throws(Problem) -> String? {
        guard let text = try text(key, most: most) else { return nil }
        let isLine = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
                && !["\u{2028}", "\u{2029}"].contains($0)
        }
        guard isLine, text.contains(where: { !$0.isWhitespace }) else {
            throw .invalid(
                path + key, "is empty or not one line", "Write 1 to \(most) characters.")
        }
        return text.trimmed
    }

    /// A list of texts of one line; none of it empty.
    func names(_ key: String, most: Int = 500, longest: Int = 200) throws(Problem) -> [String]? {
        guard let value = self[key] else { return nil }
        guard case .list(let values) = value, values.count <= most else {
            throw .invalid(path + key, "is not a list of at most \(most) texts", "Send a list.")
        }
        var names: [String] = []
        for (index, value) in values.enumerated() {
            let name = "\(key)[\(index)]"
            let fields = try Fields(
                .object([JSON.Member(name, value)]), known: [name], path: path)
            names.append(try fields.required(name, try fields.name(name, most: longest)))
        }
        return names
    }

    func text(_ key: String, most: Int) throws(Problem) -> String? {
        guard let value = self[key] else { return nil }
        guard case .text(let text) = value, text.unicodeScalars.count <= most else {
            throw .invalid(
                path + key, "is not a text of at most \(most) characters", "Shorten it.")
        }
        return text
    }

    func number(_ key: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let value = self[key] else { return nil }
        guard case .number(let number) = value, range.contains(number) else {
            throw .invalid(
                path + key, "is out of range",
                "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    func flag(_ key: String) throws(Problem) -> Bool? {
        guard let value = self[key] else { return nil }
        guard case .flag(let flag) = value else {
            throw .invalid(path + key, "is neither true nor false", "Send true or false.")
        }
        return flag
    }

    func choice(_ key: String, _ choices: [String]) throws(Problem) -> String? {
        guard let value = self[key] else { return nil }
        guard case .text(let text) = value, choices.contains(text) else {
            throw .invalid(
                path + key, "is not one of the choices",
                "It must be one of \(choices.joined(separator: ", ")).")
        }
        return text
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
