import CZlib
import NIOCore

/// A document that is kept as the bytes that clients get.
struct CachedDocument: Sendable {
    let contentType: String
    /// The document, to be written piece after piece.
    let pieces: [ByteBuffer]
    /// The same as one gzip stream.
    let gzipped: [ByteBuffer]
    /// Strong, in quotes; equal documents have equal ones, also after a restart.
    let etag: String

    var length: Int { pieces.reduce(0) { $0 + $1.readableBytes } }
    var gzippedLength: Int { gzipped.reduce(0) { $0 + $1.readableBytes } }

    init(contentType: String, _ parts: [GuidePiece]) {
        self.contentType = contentType
        pieces = parts.map(\.plain)
        var checksum: UInt = 0
        var fingerprint: UInt64 = 0
        for part in parts {
            checksum = crc32_combine(checksum, part.checksum, part.plain.readableBytes)
            fingerprint = (fingerprint &* 0x100_0000_01B3) ^ part.fingerprint
        }
        let length = pieces.reduce(0) { $0 + $1.readableBytes }
        gzipped = [Self.header] + parts.map(\.deflated) + [Self.trailer(checksum, length)]
        etag = "\"\(String(fingerprint, radix: 16))-\(String(length, radix: 16))\""
    }

    /// RFC 1952: deflate, no name, no time, Unix.
    private static let header = ByteBuffer(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])

    /// An empty last block, then CRC-32 and length of the plain document.
    private static func trailer(_ checksum: UInt, _ length: Int) -> ByteBuffer {
        var trailer = ByteBuffer(bytes: [3, 0])
        trailer.writeInteger(UInt32(truncatingIfNeeded: checksum), endianness: .little)
        trailer.writeInteger(UInt32(truncatingIfNeeded: length), endianness: .little)
        return trailer
    }
}
