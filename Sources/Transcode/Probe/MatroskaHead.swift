/// The first elements of a Matroska file (RFC 8794, RFC 9559): enough to know its size.
enum MatroskaHead {
    private static let ebml: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]
    private static let segment: [UInt8] = [0x18, 0x53, 0x80, 0x67]

    /// Bytes of the whole file as its header says; `nil` when it leaves that open, as live
    /// recordings do, or is no Matroska.
    static func size(_ head: [UInt8]) -> Int64? {
        guard head.starts(with: ebml), let first = number(head, at: 4),
            let value = first.value, value < Int64(head.count)
        else { return nil }
        let position = first.end + Int(value)
        guard position < head.count, head[position...].starts(with: segment),
            let length = number(head, at: position + 4), let value = length.value
        else { return nil }
        return value.addingReportingOverflow(Int64(length.end)).partialValue
    }

    /// A variable-size integer; its value is `nil` when all bits are one, which means unknown.
    private static func number(_ bytes: [UInt8], at start: Int) -> (value: Int64?, end: Int)? {
        guard start < bytes.count, bytes[start] != 0 else { return nil }
        let length = bytes[start].leadingZeroBitCount + 1
        guard start + length <= bytes.count else { return nil }
        var value = Int64(bytes[start]) & (0xFF >> length)
        for byte in bytes[(start + 1)..<(start + length)] { value = value << 8 | Int64(byte) }
        let unknown = Int64(1) << (7 * length) - 1
        return (value == unknown ? nil : value, start + length)
    }
}
