/// What stands between `<` and `>`.
struct NFOTag {
    private var rest: ArraySlice<UInt8>
    /// It ends with a slash.
    let isClosed: Bool

    private static let mostAttributes = 16

    init(_ bytes: ArraySlice<UInt8>) {
        isClosed = bytes.last == UInt8(ascii: "/")
        rest = isClosed ? bytes.dropLast() : bytes
    }

    /// In small letters, without prefix; `nil` if this is no tag.
    mutating func takeName() -> String? {
        guard let first = rest.first, Self.isLetter(first) else { return nil }
        let name = rest.prefix { Self.isName($0) }
        rest = rest.dropFirst(name.count)
        guard name.count <= 64 else { return nil }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? name
        return String(decoding: local, as: UTF8.self).lowercased()
    }

    mutating func takeAttributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while attributes.count < Self.mostAttributes {
            rest = rest.drop { !Self.isLetter($0) }
            guard let name = takeName() else { break }
            rest = rest.drop { NFOText.isSpace($0) }
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop { NFOText.isSpace($0) }
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            else { continue }
            let value = rest.dropFirst().prefix { $0 != quote }
            rest = rest.dropFirst(value.count + 2)
            attributes[name] = NFOText.decoded(value)
        }
        return attributes
    }

    /// Whether a name may begin with this byte, so that what follows `<` is a tag.
    static func isBegun(by byte: UInt8?) -> Bool { byte.map(isLetter) ?? false }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 0x80
    }

    private static func isName(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte.isDigit || byte == 45 || byte == 46 || byte == 58
    }
}
