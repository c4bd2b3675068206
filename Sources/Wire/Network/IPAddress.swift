/// An IPv4 or IPv6 address, without a scope.
public struct IPAddress: Hashable, Sendable {
    /// Four bytes or sixteen, in network order.
    public let bytes: [UInt8]

    /// - Returns: `nil` unless there are four bytes or sixteen. A mapped IPv4 address is taken as
    ///   the IPv4 address it stands for.
    public init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self.bytes = Array(bytes)
        case 16:
            let mapped = Array(repeating: 0, count: 10) + [0xFF, 0xFF] as [UInt8]
            self.bytes = bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : Array(bytes)
        default: return nil
        }
    }

    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        bytes = [a, b, c, d]
    }

    /// "Any address" of the family, to bind to.
    public static func unspecified(version6: Bool) -> IPAddress {
        IPAddress(checked: [UInt8](repeating: 0, count: version6 ? 16 : 4))
    }

    private init(checked bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var isVersion6: Bool { bytes.count == 16 }

    public var isLoopback: Bool {
        isVersion6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 : bytes[0] == 127
    }

    public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    public var isMulticast: Bool {
        isVersion6 ? bytes[0] == 0xFF : (224...239).contains(bytes[0])
    }

    /// Valid on one link only, so that a client needs to know the link as well.
    public var isLinkLocal: Bool {
        isVersion6
            ? bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 : bytes[0] == 169 && bytes[1] == 254
    }

    /// Whether the first `count` bits are the same.
    public func shares(prefix count: Int, with other: IPAddress) -> Bool {
        guard bytes.count == other.bytes.count, (0...bytes.count * 8).contains(count) else {
            return false
        }
        let whole = count / 8
        guard bytes.prefix(whole) == other.bytes.prefix(whole) else { return false }
        guard count % 8 != 0 else { return true }
        let mask = UInt8.max << UInt8(8 - count % 8)
        return bytes[whole] & mask == other.bytes[whole] & mask
    }

    /// As a URL's host: IPv6 in brackets.
    public var inURL: String { isVersion6 ? "[\(self)]" : description }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        isVersion6 ? Self.shortened(groups) : bytes.map { "\($0)" }.joined(separator: ".")
    }

    private var groups: [UInt16] {
        stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    }

    /// RFC 5952: the first longest run of two or more zero groups becomes `::`.
    private static func shortened(_ groups: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 { continue }
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        func text(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        return best.isEmpty
            ? text(0..<8) : text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
    }
}

extension IPAddress {
    /// Reads dotted decimal or colon notation, without brackets and without a scope.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else {
            return nil
        }
        self.init(bytes: bytes)
    }

    private static func version4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
                ? UInt8(part) : nil
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: some StringProtocol) -> [UInt8]? {
        let halves = String(text).split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = halves.first, let front = groups(first) else {
            return nil
        }
        guard halves.count == 2 else { return front.count == 16 ? front : nil }
        guard let back = groups(halves[1]), front.count + back.count <= 14 else { return nil }
        return front + Array(repeating: 0, count: 16 - front.count - back.count) + back
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            if part.contains(".") {
                guard part.endIndex == text.endIndex, let tail = version4(part) else { return nil }
                bytes += tail
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes.append(bigEndian: group)
            }
        }
        return bytes
    }
}
