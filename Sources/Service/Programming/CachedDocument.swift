import CZlib
import NIOCore

/// A document that is kept as the bytes that clients get.
struct CachedDocument: Sendable {
    let contentType: String
    /// The document, to be written block after block.
    let blocks: [DeflatedBlock]
    /// Its bytes.
    let length: Int
    /// Strong, in quotes; equal documents have equal ones, also after a restart.
    let etag: String
    private let trailer: ByteBuffer

    init(contentType: String, _ parts: [GuidePiece]) {
        self.contentType = contentType
        blocks = parts.flatMap(\.blocks)
        var checksum: UInt = 0
        var fingerprint: UInt64 = 0
        for part in parts {
            checksum = crc32_combine(checksum, part.checksum, part.length)
            fingerprint = (fingerprint &* 0x100_0000_01B3) ^ part.fingerprint
        }
        length = parts.reduce(0) { $0 + $1.length }
        trailer = Self.trailer(checksum, length)
        etag = "\"\(String(fingerprint, radix: 16))-\(String(length, radix: 16))\""
    }

    /// The same as one gzip stream.
    var gzipped: [ByteBuffer] { [Self.header] + blocks.map(\.deflated) + [trailer] }
    var gzippedLength: Int { gzipped.reduce(0) { $0 + $1.readableBytes } }

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
