import CZlib
import NIOCore

/// A piece of a document, plain and deflated, so that documents are put together without
/// touching their bytes again.
struct GuidePiece: Sendable {
    let plain: ByteBuffer
    /// Raw deflate that ends on a byte boundary and is not the stream's last block.
    let deflated: ByteBuffer
    /// CRC-32 of `plain`, as gzip has it.
    let checksum: UInt
    /// FNV-1a of `plain`.
    let fingerprint: UInt64

    /// Takes about a second for 30 MB: not for the cooperative pool if `bytes` are many.
    init(_ bytes: [UInt8]) throws {
        var deflated = ByteBuffer()
        let room = tv_deflate_bound(bytes.count)
        let written = deflated.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { space in
            guard let out = space.baseAddress else { return 0 }
            return max(0, tv_deflate(bytes, bytes.count, out, room))
        }
        guard written > 0 else { throw DeflateError() }
        plain = ByteBuffer(bytes: bytes)
        self.deflated = ByteBuffer(buffer: deflated)
        checksum = crc32(0, bytes, UInt32(bytes.count))
        fingerprint = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// Memory for compressing was short.
struct DeflateError: Error {}
