import CZlib

/// A piece of a document, deflated, so that documents are put together without touching their
/// bytes again.
struct GuidePiece: Sendable {
    let blocks: [DeflatedBlock]
    /// Bytes of the piece.
    let length: Int
    /// CRC-32 of the piece, as gzip has it.
    let checksum: UInt
    /// FNV-1a of the piece, by words of eight bytes.
    let fingerprint: UInt64

    /// Takes about a second for 30 MB: not for the cooperative pool if `bytes` are many.
    ///
    /// - Throws: ``DeflateError``.
    init(_ bytes: [UInt8]) throws {
        blocks = try stride(from: 0, to: bytes.count, by: DeflatedBlock.size).map {
            try DeflatedBlock(bytes[$0..<min($0 + DeflatedBlock.size, bytes.count)])
        }
        length = bytes.count
        checksum = crc32(0, bytes, UInt32(bytes.count))
        fingerprint = Self.fingerprint(of: bytes)
    }

    private static func fingerprint(of bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            let words = bytes.count / 8 * 8
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for place in stride(from: 0, to: words, by: 8) {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                hash = (hash ^ word) &* 0x100_0000_01B3
                // A product's low bits know nothing of a word's high ones.
                hash ^= hash >> 32
            }
            return bytes[words...].reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
    }
}
