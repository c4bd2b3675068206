/// What an ADTS audio unit holds (ISO/IEC 13818-7, 6.2): whole AAC frames of 1,024 samples.
struct Sound {
    private(set) var frames = 0
    /// Samples a second; 0 when no header could be read.
    private(set) var rate = 0
    /// Bytes behind the last whole frame; no frame begins there, or it is cut.
    private(set) var rest = 0

    init(_ bytes: [UInt8]) {
        var at = 0
        while at + 7 <= bytes.count, bytes[at] == 0xFF, bytes[at + 1] & 0xF6 == 0xF0 {
            let length =
                Int(bytes[at + 3] & 3) << 11 | Int(bytes[at + 4]) << 3 | Int(bytes[at + 5] >> 5)
            let index = Int(bytes[at + 2] >> 2 & 0xF)
            guard length >= 7, at + length <= bytes.count, index < Self.rates.count else { break }
            rate = Self.rates[index]
            frames += 1 + Int(bytes[at + 6] & 3)
            at += length
        }
        rest = bytes.count - at
    }

    private static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350,
    ]

    /// The length of one frame in ticks of 90 kHz, rounded down.
    var frameTicks: Int64 { rate > 0 ? 1_024 * 90_000 / Int64(rate) : 0 }
    /// The length of all frames in ticks of 90 kHz, rounded to the nearest.
    var ticks: Int64 {
        rate > 0 ? (Int64(frames) * 1_024 * 90_000 + Int64(rate) / 2) / Int64(rate) : 0
    }
}
