import CZlib

/// A piece of a document, deflated, so that documents are put together without touching their
/// bytes again.
struct GuidePiece: Sendable {
    let blocks: [DeflatedBlock]
    /// Bytes of the piece.
    let length: Int
    /// CRC-32 of the piece, as gzip has it.
    let checksum: UInt
    /// FNV-1a of the piece.
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
        fingerprint = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
