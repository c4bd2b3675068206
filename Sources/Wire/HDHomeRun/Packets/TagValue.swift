/// The tag-length-value fields inside a frame's payload.
enum Tag {
    static let deviceType: UInt8 = 0x01
    static let deviceID: UInt8 = 0x02
    static let name: UInt8 = 0x03
    static let value: UInt8 = 0x04
    static let error: UInt8 = 0x05
    static let tunerCount: UInt8 = 0x10
    static let lockKey: UInt8 = 0x15
    static let lineupURL: UInt8 = 0x27
    static let baseURL: UInt8 = 0x2A
    static let deviceAuth: UInt8 = 0x2B
    static let multiType: UInt8 = 0x2D
}

/// Walks the fields of a payload; a field that is cut off ends the walk.
struct TagReader: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ payload: [UInt8]) {
        rest = payload[...]
    }

    mutating func next() -> (tag: UInt8, value: ArraySlice<UInt8>)? {
        guard let tag = rest.popFirst(), let low = rest.popFirst() else { return nil }
        var length = Int(low)
        if low & 0x80 != 0 {
            guard let high = rest.popFirst() else { return nil }
            length = Int(low & 0x7F) | Int(high) << 7
        }
        guard length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (tag, rest.prefix(length))
    }
}

extension [UInt8] {
    /// Adds a field; lengths over 127 take two bytes, low seven bits first.
    mutating func append(tag: UInt8, _ value: some Collection<UInt8>) {
        append(tag)
        if value.count <= 127 {
            append(UInt8(value.count))
        } else {
            append(UInt8(value.count & 0x7F) | 0x80)
            append(UInt8(truncatingIfNeeded: value.count >> 7))
        }
        self += value
    }

    mutating func append(tag: UInt8, _ value: UInt32) {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: value)
        append(tag: tag, bytes)
    }

    /// Adds text the way get and set want it, with a NUL at its end that the length counts.
    mutating func append(tag: UInt8, terminated text: String) {
        append(tag: tag, Array(text.utf8) + [0])
    }
}

extension Collection<UInt8> {
    /// A 32-bit number, if there are exactly four bytes.
    var bigEndian32: UInt32? {
        count == 4 ? reduce(UInt32(0)) { $0 << 8 | UInt32($1) } : nil
    }
}
