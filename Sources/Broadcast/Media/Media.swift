/// A playable item of the library.
public struct Media: Hashable, Sendable, Identifiable {
    public struct ID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
        public var description: String { "\(value)" }
        public static func < (one: ID, other: ID) -> Bool { one.value < other.value }
        public init(from decoder: any Decoder) throws {
            value = try decoder.singleValueContainer().decode(Int64.self)
        }
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    public let id: ID
    /// Absolute path of the file.
    public var path: String
    public var title: String
    public var facts: MediaFacts

    /// How long it plays; always more than zero.
    public var duration: Duration { facts.duration }

    /// - Returns: `nil` if `facts` say that there is nothing to play.
    public init?(id: ID, path: String, title: String, facts: MediaFacts) {
        guard facts.duration > .zero else { return nil }
        self.id = id
        self.path = path
        self.title = title
        self.facts = facts
    }
}
