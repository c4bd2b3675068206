import Broadcast
import struct NIOCore.ByteBuffer

/// The last seconds of a channel's stream: chunks of whole units that all viewers share.
struct Ring {
    private struct Chunk {
        let offset: Int64
        /// When it came.
        let came: Duration
        let bytes: ByteBuffer
        var end: Int64 { offset + Int64(bytes.readableBytes) }
    }

    private(set) var index = RingIndex()
    private var chunks: [Chunk] = []

    mutating func append(
        _ bytes: ByteBuffer, entries: [RingIndex.Entry], came: Duration
    ) {
        guard bytes.readableBytes > 0 else { return }
        chunks.append(Chunk(offset: index.end, came: came, bytes: bytes))
        index.publish(upTo: index.end + Int64(bytes.readableBytes), entries: entries)
    }

    /// The bytes from `offset` to the end of the chunk that holds it, shared, not copied; `nil` at
    /// the ring's end.
    func bytes(at offset: Int64) -> ByteBuffer? {
        guard let chunk = chunks.last(where: { $0.offset <= offset }), offset < chunk.end else {
            return nil
        }
        let skipped = Int(offset - chunk.offset)
        return chunk.bytes.getSlice(
            at: chunk.bytes.readerIndex + skipped, length: chunk.bytes.readableBytes - skipped)
    }

    /// - Parameter recent: What came later than this is kept, within `capacity`.
    mutating func trim(at now: AirTime, grace: Duration, recent: Duration, capacity: Int64) {
        let fresh = chunks.first { $0.came > recent }?.offset ?? index.end
        let start = index.trim(at: now, grace: grace, recent: fresh, capacity: capacity)
        let gone = chunks.prefix { $0.end <= start }.count
        if gone > 0 { chunks.removeFirst(gone) }
    }
}
