/// The checksum of Ethernet and zlib: reflected, polynomial EDB88320, initial and final xor all ones.
enum EthernetChecksum {
    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8)
        }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }
}
