import struct NIOCore.ByteBuffer

/// Some of a stream, written once from beginning to end, while viewers already read what is before.
struct RingBlock {
    let offset: Int64
    private let memory = BlockMemory()
    private var count = 0

    init(offset: Int64) {
        self.offset = offset
    }

    var end: Int64 { offset + Int64(count) }

    var isFull: Bool { count >= memory.room.count }

    /// - Returns: How many bytes `fill` wrote.
    mutating func write(_ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        let written = fill(UnsafeMutableRawBufferPointer(rebasing: memory.room[count...]))
        count += written
        return written
    }

    /// Forgets what is written from `offset` on, which nobody may have been given.
    mutating func cut(at offset: Int64) { count = Int(offset - self.offset) }

    /// Valid while the block is.
    func readable(from offset: Int64) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory.room[Int(offset - self.offset)..<count])
    }

    /// Shares the memory, which lives as long as the slice.
    func slice(from offset: Int64, to end: Int64) -> ByteBuffer? {
        memory.bytes.getSlice(at: Int(offset - self.offset), length: Int(end - offset))
    }
}
