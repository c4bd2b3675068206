import struct NIOCore.ByteBuffer
import struct NIOCore.ByteBufferAllocator
import Synchronization
import Wire

/// Memory for one block of a ring, which goes to another ring when this one lets go of it.
///
/// A ring shrinks by a group of pictures at a time and grows again at once, and not all rings do so
/// at the same time: to give memory back and ask for it anew would cost more than to send it. What
/// lies idle is at most a quarter of what is used.
///
/// A `ByteBuffer` copies itself when it is written to and anybody else has a part of it, and of a
/// ring's newest block viewers always have. Bytes are therefore written past it, where no slice
/// reaches yet.
final class BlockMemory: @unchecked Sendable {
    // Unchecked: only the one ring that has the block writes to `room`.

    /// Whole packets, as near below a power of two as they come.
    private static let size = (1 << 17) / TransportPacket.size * TransportPacket.size

    /// Shares all of the memory, for slices of what is written.
    let bytes: ByteBuffer
    /// The same memory, which stays where it is while `bytes` lives.
    let room: UnsafeMutableRawBufferPointer

    private struct Pool {
        var spare: [ByteBuffer] = []
        var used = 0

        mutating func take() -> ByteBuffer? {
            used += 1
            return spare.popLast()
        }

        /// - Returns: What is for the system.
        mutating func giveBack(_ bytes: ByteBuffer) -> ArraySlice<ByteBuffer> {
            used -= 1
            spare.append(bytes)
            let excess = spare.suffix(max(0, spare.count - used / 4))
            spare.removeLast(excess.count)
            return excess
        }
    }

    private static let pool = Mutex(Pool())

    init() {
        var bytes =
            Self.pool.withLock { $0.take() } ?? ByteBufferAllocator().buffer(capacity: Self.size)
        // Takes other memory where a viewer still reads this one's.
        bytes.clear(minimumCapacity: Self.size)
        bytes.moveWriterIndex(to: Self.size)
        room = bytes.withUnsafeMutableReadableBytes { $0 }
        self.bytes = bytes
    }

    deinit { _ = Self.pool.withLock { [bytes] in $0.giveBack(bytes) } }
}
