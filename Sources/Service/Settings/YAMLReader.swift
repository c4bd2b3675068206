import Broadcast
import CYAML

/// Reads one YAML document into a tree.
///
/// libyaml splits the text into events; aliases, anchors, tags and further documents are refused,
/// and size, depth and number of nodes are bounded, so no file can take more than its own size.
struct YAMLReader: ~Copyable {
    static let mostBytes = 1_048_576
    static let mostLevels = 32
    static let mostNodes = 50_000

    private var parser: YAMLParser
    private var nodes = 0

    /// - Throws: ``YAMLError`` for the first thing that is wrong.
    static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
        guard bytes.count <= mostBytes else { throw .tooLarge }
        var reader = YAMLReader(parser: YAMLParser(bytes))
        return try reader.document()
    }

    private init(parser: consuming YAMLParser) {
        self.parser = parser
    }

    private mutating func document() throws(YAMLError) -> YAMLNode {
        _ = try parser.next()  // The stream's start.
        guard case .documentStart = try parser.next().kind else {
            return YAMLNode(.scalar("", isPlain: true), at: YAMLNode.Place(line: 1, column: 1))
        }
        let root = try node(from: parser.next(), level: 0)
        _ = try parser.next()  // The document's end.
        let last = try parser.next()
        guard case .streamEnd = last.kind else { throw .secondDocument(last.place) }
        return root
    }

    private mutating func node(from event: YAMLParser.Event, level: Int) throws(YAMLError)
        -> YAMLNode
    {
        nodes += 1
        guard level < Self.mostLevels, nodes <= Self.mostNodes else { throw .tooDeep(event.place) }
        switch event.kind {
        case .scalar(let text, let isPlain):
            return YAMLNode(.scalar(text, isPlain: isPlain), at: event.place)
        case .sequenceStart:
            return YAMLNode(.sequence(try elements(level: level + 1)), at: event.place)
        case .mappingStart:
            return YAMLNode(.mapping(try entries(level: level + 1)), at: event.place)
        case .alias: throw .alias(event.place)
        case .end, .documentStart, .streamEnd:
            throw .syntax("the document ends early", event.place)
        }
    }

    private mutating func elements(level: Int) throws(YAMLError) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let event = try parser.next()
            if case .end = event.kind { return elements }
            elements.append(try node(from: event, level: level))
        }
    }

    private mutating func entries(level: Int) throws(YAMLError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        while true {
            let event = try parser.next()
            if case .end = event.kind { return entries }
            guard case .scalar(let key, _) = event.kind else { throw .keyIsNoText(event.place) }
            let value = try node(from: parser.next(), level: level)
            entries.append(YAMLNode.Entry(key: key, place: event.place, value: value))
        }
    }
}
