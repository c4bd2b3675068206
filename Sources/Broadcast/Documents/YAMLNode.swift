/// A node of a YAML document, with the place where it stands.
///
/// A tree only: anchors and aliases are refused by the reader, so a small file stays small.
public struct YAMLNode: Equatable, Sendable {
    /// Line and column in the file, both counted from 1.
    public struct Place: Hashable, Sendable, CustomStringConvertible {
        public let line: Int
        public let column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        public var description: String { "\(line):\(column)" }
    }

    /// A key with its value, in the order of the file; keys may repeat.
    public struct Entry: Equatable, Sendable {
        public let key: String
        /// Where the key stands.
        public let place: Place
        public let value: YAMLNode

        public init(key: String, place: Place, value: YAMLNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    public indirect enum Content: Equatable, Sendable {
        /// `isPlain` says that it stood without quotes, so that `no` may mean false.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    public let content: Content
    public let place: Place

    public init(_ content: Content, at place: Place) {
        self.content = content
        self.place = place
    }

    /// Nothing was written: an empty document, or a key without a value.
    public var isEmpty: Bool {
        guard case .scalar(let text, let isPlain) = content else { return false }
        return isPlain && (text.isEmpty || text == "~" || text == "null")
    }
}
