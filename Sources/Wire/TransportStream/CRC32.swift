/// The checksum of program tables: CRC-32/MPEG-2, polynomial 0x04C11DB7, no reflection.
public enum CRC32 {
    /// Zero over a section that ends with its own checksum.
    public static func mpeg(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte) << 24
            for _ in 0..<8 {
                remainder = remainder << 1 ^ (remainder >> 31 == 1 ? 0x04C1_1DB7 : 0)
            }
        }
        return remainder
    }
}
