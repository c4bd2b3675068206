/// A datagram of the simple service discovery protocol: a start line and headers, like HTTP's.
struct SSDPMessage: Equatable {
    let start: String
    private let headers: [String: String]

    /// Longest datagram that is read, in bytes.
    static let longest = 2048

    /// - Returns: `nil` for anything that is not lines of ASCII-compatible text.
    init?(_ bytes: some RandomAccessCollection<UInt8>) {
        guard (1...Self.longest).contains(bytes.count) else { return nil }
        var lines = bytes.split(separator: 10, maxSplits: 40, omittingEmptySubsequences: false)
            .map { $0.last == 13 ? $0.dropLast() : $0 }
        guard let first = lines.first, let start = String(validating: first, as: UTF8.self) else {
            return nil
        }
        lines.removeFirst()
        var headers: [String: String] = [:]
        for line in lines {
            guard !line.isEmpty else { break }
            guard let text = String(validating: line, as: UTF8.self),
                let colon = text.firstIndex(of: ":")
            else { return nil }
            let name = text[..<colon].lowercased()
            headers[name] = Self.trimmed(text[text.index(after: colon)...])
        }
        self.start = start
        self.headers = headers
    }

    /// A header's value; its name in lower case.
    subscript(name: String) -> String? { headers[name] }

    private static func trimmed(_ text: Substring) -> String {
        let front = text.drop { $0 == " " || $0 == "\t" }
        return String(front.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

/// "Which devices of this kind are there?"
public struct SSDPSearch: Equatable, Sendable {
    /// The kind searched for, as it was written.
    public let target: String
    /// Longest time to wait before the answer, in seconds, 1 to 5; `nil` answers at once.
    public let wait: Int?

    /// - Parameter isMulticast: Whether the datagram came to the group; then it has to say how long
    ///   answers may take.
    /// - Returns: `nil` unless it is a search that may be answered.
    public init?(_ bytes: some RandomAccessCollection<UInt8>, isMulticast: Bool) {
        guard let message = SSDPMessage(bytes), message.start == "M-SEARCH * HTTP/1.1",
            message["man"] == "\"ssdp:discover\"", let target = message["st"], !target.isEmpty,
            target.utf8.count <= 256
        else { return nil }
        let seconds = message["mx"].flatMap { StrictNumber.read($0, upTo: UInt64(UInt32.max)) }
        guard seconds != nil || !isMulticast else { return nil }
        self.target = target
        wait = isMulticast ? seconds.map { Int(min(max($0, 1), 5)) } : nil
    }
}
