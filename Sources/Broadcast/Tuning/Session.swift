/// One viewer's stay on one channel, from the request to the last byte.
public enum Session {
    /// Unique while the program runs; counts up from 1.
    public struct ID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
        public let value: Int
        public init(_ value: Int) { self.value = value }
        public var description: String { "\(value)" }
        public static func < (one: ID, other: ID) -> Bool { one.value < other.value }
        public init(from decoder: any Decoder) throws {
            value = try decoder.singleValueContainer().decode(Int.self)
        }
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    /// The way a viewer's bytes leave the house.
    public enum Transport: String, Sendable, Codable, CaseIterable {
        /// A GET of `/auto/vN` or `/tunerK/vN`.
        case http
        /// Datagrams to the target of a native HDHomeRun client.
        case native
        /// Segments that a browser or a phone fetches; holds no tuner.
        case hls
    }
}
