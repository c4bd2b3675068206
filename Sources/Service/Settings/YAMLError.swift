import Broadcast

/// Why a YAML file could not be read.
enum YAMLError: Explained, Equatable {
    /// libyaml's own words, and where.
    case syntax(String, YAMLNode.Place)
    case tooLarge
    case tooDeep(YAMLNode.Place)
    case alias(YAMLNode.Place)
    case tag(YAMLNode.Place)
    case secondDocument(YAMLNode.Place)
    case keyIsNoText(YAMLNode.Place)

    var place: YAMLNode.Place {
        switch self {
        case .syntax(_, let place), .tooDeep(let place), .alias(let place), .tag(let place),
            .secondDocument(let place), .keyIsNoText(let place):
            place
        case .tooLarge: YAMLNode.Place(line: 1, column: 1)
        }
    }

    var message: String {
        switch self {
        case .syntax(let problem, _): "This is not YAML: \(problem)."
        case .tooLarge: "The file is larger than 1 MB."
        case .tooDeep: "The file is nested too deep or holds too many values."
        case .alias: "Anchors (&) and aliases (*) are not supported."
        case .tag: "Tags (!) are not supported."
        case .secondDocument: "The file holds a second document."
        case .keyIsNoText: "A key must be plain text."
        }
    }

    var remedy: String {
        switch self {
        case .syntax: "Check indentation and quotes there and on the line above."
        case .tooLarge, .tooDeep: "Make it shorter."
        case .alias: "Write the value out, or put it in quotes if it is text."
        case .tag: "Leave the tag out, or put the value in quotes if it is text."
        case .secondDocument: "Remove the line “---” and what follows it."
        case .keyIsNoText: "Write “key: value”."
        }
    }
}
