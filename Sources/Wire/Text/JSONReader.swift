extension JSON {
    /// Reads one document of RFC 8259, and nothing that only looks like one: no second value, no
    /// member twice, no fraction, no number beyond `Int`. `null` becomes ``absent``.
    public init(reading bytes: [UInt8]) throws(JSONFault) {
        var reader = JSONReader(bytes)
        self = try reader.document()
    }
}

/// Why bytes are not a document that we take.
public struct JSONFault: Error, Equatable {
    /// How many bytes come before the place.
    public let offset: Int
    /// The rest of a sentence about the document.
    public let text: String
}

private struct JSONReader {
    /// Deeper documents are refused, as each level takes a piece of the stack.
    private static let mostLevels = 24

    private let bytes: [UInt8]
    private var next = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONFault) -> JSON {
        let value = try value(level: 0)
        skipSpace()
        guard next == bytes.count else { throw fault("goes on after its end") }
        return value
    }

    private var byte: UInt8? { next < bytes.count ? bytes[next] : nil }

    private func fault(_ text: String) -> JSONFault { JSONFault(offset: next, text: text) }

    private mutating func skipSpace() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { next += 1 }
    }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        next += 1
        return true
    }

    private mutating func value(level: Int) throws(JSONFault) -> JSON {
        skipSpace()
        guard level < Self.mostLevels else { throw fault("is nested too deeply") }
        guard let byte else { throw fault("ends early") }
        switch byte {
        case UInt8(ascii: "{"): return try object(level: level + 1)
        case UInt8(ascii: "["): return try list(level: level + 1)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try number())
        default: return try word()
        }
    }

    private mutating func word() throws(JSONFault) -> JSON {
        let words: [(String, JSON)] = [("true", true), ("false", false), ("null", .absent)]
        for (word, value) in words where bytes[next...].starts(with: word.utf8) {
            next += word.utf8.count
            return value
        }
        throw fault("has something that is no value")
    }

    private mutating func object(level: Int) throws(JSONFault) -> JSON {
        next += 1
        var members: [JSON.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if takes("}") { return .object([]) }
        repeat {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw fault("lacks a member's name") }
            let key = try text()
            guard keys.insert(key).inserted else { throw fault("has a member twice") }
            skipSpace()
            guard takes(":") else { throw fault("lacks a colon") }
            members.append(JSON.Member(key, try value(level: level)))
            skipSpace()
        } while takes(",")
        guard takes("}") else { throw fault("lacks a closing brace") }
        return .object(members)
    }

    private mutating func list(level: Int) throws(JSONFault) -> JSON {
        next += 1
        var values: [JSON] = []
        skipSpace()
        if takes("]") { return .list([]) }
        repeat {
            values.append(try value(level: level))
            skipSpace()
        } while takes(",")
        guard takes("]") else { throw fault("lacks a closing bracket") }
        return .list(values)
    }

    private mutating func number() throws(JSONFault) -> Int {
        let start = next
        if byte == UInt8(ascii: "-") { next += 1 }
        let first = next
        while let byte, (48...57).contains(byte) { next += 1 }
        guard next > first, bytes[first] != 48 || next == first + 1 else {
            throw fault("has an odd number")
        }
        if let byte, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw fault("has a number that is not whole")
        }
        guard let number = Int(String(decoding: bytes[start..<next], as: UTF8.self)) else {
            throw fault("has too large a number")
        }
        return number
    }
}

// MARK: - Text

extension JSONReader {
    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
        UInt8(ascii: "t"): 9,
    ]

    private mutating func text() throws(JSONFault) -> String {
        next += 1
        var utf8: [UInt8] = []
        while let byte {
            next += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: utf8, as: UTF8.self) else {
                    throw fault("has a text that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &utf8)
            case 0..<0x20: throw fault("has a control character in a text")
            default: utf8.append(byte)
            }
        }
        throw fault("ends within a text")
    }

    private mutating func escape(into utf8: inout [UInt8]) throws(JSONFault) {
        guard let letter = byte else { throw fault("ends within a text") }
        next += 1
        if let plain = Self.escapes[letter] {
            utf8.append(plain)
            return
        }
        guard letter == UInt8(ascii: "u") else { throw fault("has an unknown escape") }
        var code = try unit()
        if (0xD800..<0xDC00).contains(code), takes("\\"), takes("u") {
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("has half a character") }
            code = 0x1_0000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("has half a character") }
        utf8.append(contentsOf: String(Character(scalar)).utf8)
    }

    /// Four hexadecimal digits.
    private mutating func unit() throws(JSONFault) -> UInt32 {
        let digits = bytes[next...].prefix(4)
        let isPlain = digits.allSatisfy {
            (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0)
        }
        guard digits.count == 4, isPlain,
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("has an unknown escape") }
        next += 4
        return unit
    }
}
