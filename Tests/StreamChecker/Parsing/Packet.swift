/// One 188-byte transport packet, its header taken apart (ISO/IEC 13818-1, 2.4.3).
struct Packet {
    static let size = 188

    let pid: Int
    let hasError: Bool
    let startsUnit: Bool
    let isScrambled: Bool
    let hasPayload: Bool
    let counter: UInt8
    /// `discontinuity_indicator`.
    let isDiscontinuous: Bool
    let isRandomAccess: Bool
    /// In ticks of 27 MHz, if the packet carries one.
    let clock: Int64?
    /// The payload's bytes.
    let payload: ArraySlice<UInt8>

    /// - Parameter bytes: Exactly one packet, whose first byte is the sync byte.
    /// - Returns: `nil` if the adaptation field does not fit the packet.
    init?(_ bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        hasError = bytes[start + 1] & 0x80 != 0
        startsUnit = bytes[start + 1] & 0x40 != 0
        pid = Int(bytes[start + 1] & 0x1F) << 8 | Int(bytes[start + 2])
        isScrambled = bytes[start + 3] & 0xC0 != 0
        counter = bytes[start + 3] & 0x0F
        hasPayload = bytes[start + 3] & 0x10 != 0

        var at = start + 4
        var flags: UInt8 = 0
        var clock: Int64?
        if bytes[start + 3] & 0x20 != 0 {
            let length = Int(bytes[at])
            guard length <= (hasPayload ? 182 : 183) else { return nil }
            flags = length > 0 ? bytes[at + 1] : 0
            if flags & 0x10 != 0 {
                guard length >= 7 else { return nil }
                clock = Self.clock(bytes[(at + 2)..<(at + 8)])
            }
            at += 1 + length
        }
        isDiscontinuous = flags & 0x80 != 0
        isRandomAccess = flags & 0x40 != 0
        self.clock = clock
        payload = hasPayload ? bytes[at...] : []
    }

    private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let all = bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return (all >> 15) * 300 + (all & 0x1FF)
    }
}
