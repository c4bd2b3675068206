/// A JSON document whose members keep the order they are written in.
///
/// Devices that read tuner documents were written against real units: some look at the order, some
/// compare bytes. Written compact, slashes as they are, everything outside printable ASCII in
/// UTF-8.
public indirect enum JSON: Equatable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSON])
    case object([Member])
    /// A member that is left out of its object; anywhere else `null`.
    case absent

    public struct Member: Equatable, Sendable {
        public let key: String
        public let value: JSON

        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The text, or ``absent``.
    public static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .absent }
    public static func optional(_ number: Int?) -> JSON { number.map(JSON.number) ?? .absent }

    /// The document in UTF-8, without a newline at its end.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): JSON.write(text, to: &bytes)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .list(let values):
            JSON.write(values, between: "[", and: "]", to: &bytes) { $0.write(to: &$1) }
        case .object(let members):
            let present = members.filter { $0.value != .absent }
            JSON.write(present, between: "{", and: "}", to: &bytes) { member, bytes in
                JSON.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        case .absent: bytes.append(contentsOf: "null".utf8)
        }
    }

    private static func write<Value>(
        _ values: [Value], between first: Unicode.Scalar, and last: Unicode.Scalar,
        to bytes: inout [UInt8], each: (Value, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: first))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            each(value, &bytes)
        }
        bytes.append(UInt8(ascii: last))
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 10: bytes.append(contentsOf: "\\n".utf8)
            case 0..<32, 127:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes += [hexadecimal(byte >> 4), hexadecimal(byte & 15)]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 48 + digit : 87 + digit
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int) { self = .number(number) }
    public init(booleanLiteral flag: Bool) { self = .flag(flag) }
    public init(arrayLiteral values: JSON...) { self = .list(values) }
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
}
