/// The start of a PES packet: stream, length and times (ISO/IEC 13818-1, 2.4.3.6).
enum PESHeader {
    static let video: UInt8 = 0xE0
    static let audio: UInt8 = 0xC0

    /// - Parameters:
    ///   - decoding: Written only where it differs from `presentation`.
    ///   - length: Bytes after this header; a picture too large for the field has it left open.
    static func bytes(
        stream: UInt8, presentation: Int64, decoding: Int64, length: Int
    ) -> [UInt8] {
        let both = presentation != decoding
        let times =
            stamp(presentation, mark: both ? 0x30 : 0x20)
            + (both ? stamp(decoding, mark: 0x10) : [])
        let whole = length + 3 + times.count
        let field = whole <= 0xFFFF ? whole : 0
        let head: [UInt8] = [0, 0, 1, stream, UInt8(field >> 8), UInt8(field & 0xFF)]
        return head + [0x84, both ? 0xC0 : 0x80, UInt8(times.count)] + times
    }

    private static func stamp(_ ticks: Int64, mark: UInt8) -> [UInt8] {
        let value = ticks & (StreamTime.wrap - 1)
        return [
            mark | UInt8(value >> 29 & 0x0E) | 1,
            UInt8(value >> 22 & 0xFF), UInt8(value >> 14 & 0xFE) | 1,
            UInt8(value >> 7 & 0xFF), UInt8(value << 1 & 0xFE) | 1,
        ]
    }
}
