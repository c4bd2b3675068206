/// A channel's number as people type it: `7` or `5.1`, each part 0 to 99999, ordered as numbers.
public struct ChannelNumber: Hashable, Sendable {
    public let major: Int
    public let minor: Int?

    public init(_ major: Int, _ minor: Int? = nil) {
        self.major = major
        self.minor = minor
    }

    /// Reads `n` or `n.n`, digits only and at most five in each part; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...5).contains(part.utf8.count),
                part.utf8.allSatisfy({ (48...57).contains($0) })
            else { return nil }
            numbers.append(part.utf8.reduce(0) { $0 * 10 + Int($1) - 48 })
        }
        major = numbers[0]
        minor = numbers.count == 2 ? numbers[1] : nil
    }
}

extension ChannelNumber: Comparable {
    public static func < (one: ChannelNumber, other: ChannelNumber) -> Bool {
        (one.major, one.minor ?? -1) < (other.major, other.minor ?? -1)
    }
}

extension ChannelNumber: CustomStringConvertible, Codable {
    public var description: String {
        minor.map { "\(major).\($0)" } ?? "\(major)"
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = ChannelNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "“\(text)” is not a channel number such as 7 or 5.1."))
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
