import CZlib
import NIOCore

/// A stretch of a document, kept deflated and read by itself.
///
/// A guide deflates to a tenth or less, and most clients take it so; the others get each block
/// inflated when its turn comes, and no request holds more than one.
struct DeflatedBlock: Sendable {
    /// Bytes of a document in one block.
    static let size = 262_144

    /// Raw deflate that ends on a byte boundary and is not the stream's last block.
    let deflated: ByteBuffer
    /// Bytes of the document.
    let length: Int

    /// - Throws: ``DeflateError``.
    init(_ bytes: ArraySlice<UInt8>) throws {
        let room = tv_deflate_bound(bytes.count)
        var space = ByteBuffer()
        let written = bytes.withUnsafeBufferPointer { input in
            space.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { output in
                guard let out = output.baseAddress else { return 0 }
                return max(0, tv_deflate(input.baseAddress, input.count, out, room))
            }
        }
        guard written > 0 else { throw DeflateError() }
        deflated = ByteBuffer(buffer: space)
        length = bytes.count
    }

    /// - Throws: ``DeflateError``.
    func inflated() throws -> ByteBuffer {
        var plain = ByteBuffer()
        let written = deflated.withUnsafeReadableBytes { input in
            plain.writeWithUnsafeMutableBytes(minimumWritableBytes: length) { output in
                tv_inflate(input.baseAddress, input.count, output.baseAddress, length) == 0
                    ? length : 0
            }
        }
        guard written == length else { throw DeflateError() }
        return plain
    }
}

/// Memory for packing or unpacking was short.
struct DeflateError: Error {}
