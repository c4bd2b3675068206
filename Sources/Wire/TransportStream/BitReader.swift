/// Reads the bits of a NAL unit, most significant first, past its emulation prevention bytes.
///
/// Beyond the end every bit is zero, and ``isPastEnd`` says so.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(nal: some Collection<UInt8>) {
        var bytes: [UInt8] = []
        var zeros = 0
        for byte in nal {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
        self.bytes = bytes
    }

    var isPastEnd: Bool { position > bytes.count * 8 }

    mutating func bit() -> Bool {
        defer { position += 1 }
        guard position < bytes.count * 8 else { return false }
        return bytes[position >> 3] >> (7 - UInt8(position & 7)) & 1 == 1
    }

    mutating func bits(_ count: Int) -> Int {
        (0..<count).reduce(0) { value, _ in value << 1 | (bit() ? 1 : 0) }
    }

    /// ue(v) of H.264, 9.1; zero where more than 31 leading zeros make no sense.
    mutating func exponential() -> Int {
        var zeros = 0
        while !bit() {
            zeros += 1
            guard zeros < 32, !isPastEnd else { return 0 }
        }
        return (1 << zeros) - 1 + bits(zeros)
    }

    /// se(v) of H.264, 9.1.1.
    mutating func signedExponential() -> Int {
        let value = exponential()
        return value & 1 == 1 ? (value + 1) / 2 : -(value / 2)
    }
}
