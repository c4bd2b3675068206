import FoundationEssentials

/// The framing between our processes: one JSON document a line, keys sorted, UTF-8.
public enum JSONLine {
    /// The document and its newline.
    public static func encode(_ message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(message)) + [10]
    }

    public static func decode<Message: Decodable>(
        _ type: Message.Type, from line: some Sequence<UInt8>
    ) throws -> Message {
        try JSONDecoder().decode(type, from: Data(line))
    }
}

/// Collects bytes and gives whole lines, without their newline.
///
/// A line longer than `limit` bytes is an error of the peer: everything until its end is dropped
/// and counted.
public struct LineBuffer: Sendable {
    private var bytes: [UInt8] = []
    private var isDropping = false
    private let limit: Int
    public private(set) var dropped = 0

    public init(limit: Int = 4_194_304) {
        self.limit = limit
    }

    public mutating func add(_ more: some Collection<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in more {
            if byte != 10 {
                if isDropping { continue }
                bytes.append(byte)
                if bytes.count > limit { drop() }
            } else if isDropping {
                isDropping = false
            } else {
                lines.append(bytes)
                bytes.removeAll(keepingCapacity: bytes.capacity <= 65_536)
            }
        }
        return lines
    }

    private mutating func drop() {
        bytes = []
        isDropping = true
        dropped += 1
    }
}
