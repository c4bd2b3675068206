import Broadcast
import struct NIOCore.ByteBuffer
import Wire

/// The last seconds of a channel's stream in blocks that all viewers share, and behind them the
/// unit that is not whole yet.
///
/// A worker's bytes are read straight into the last block and stay there: between pipe and socket
/// nothing is copied.
struct Ring {
    /// When the bytes from `offset` on came.
    private struct Arrival {
        let offset: Int64
        let instant: Duration
    }

    /// What viewers may have.
    private(set) var index = RingIndex()
    private var blocks: [RingBlock] = []
    private var arrivals: [Arrival] = []
    /// Everything before this has been looked at.
    private var scanned: Int64 = 0

    private var written: Int64 { blocks.last?.end ?? index.end }

    /// Bytes of the unit that is not whole yet.
    var pending: Int64 { written - index.end }

    /// Lets `fill` write what comes next, at most the rest of a block.
    ///
    /// - Parameter fill: Gives how many bytes it wrote.
    /// - Returns: How many that were.
    mutating func write(
        at instant: Duration, _ fill: (UnsafeMutableRawBufferPointer) -> Int
    ) -> Int {
        if blocks.last?.isFull ?? true {
            blocks.append(RingBlock(offset: written))
        }
        let count = blocks[blocks.count - 1].write(fill)
        if count > 0 { arrivals.append(Arrival(offset: written - Int64(count), instant: instant)) }
        return count
    }

    /// Has the scanner look at the packets that are new, and gives viewers what it finds whole.
    mutating func publish(_ scanner: inout UnitScanner, now: AirTime) throws(UnitScanner.Garbled) {
        guard let block = blocks.last, block.end > scanned else { return }
        let new = block.readable(from: scanned)
        let found = try scanner.scan(new, offset: scanned, now: now)
        scanned = found.scanned
        if let end = found.end { index.publish(upTo: end, entries: found.entries) }
    }

    /// Forgets the unit that is not whole.
    mutating func dropPending() {
        scanned = index.end
        arrivals.removeAll { $0.offset >= index.end }
        while let block = blocks.last, block.offset >= index.end { blocks.removeLast() }
        guard let block = blocks.last, block.end > index.end else { return }
        blocks[blocks.count - 1].cut(at: index.end)
    }

    /// The bytes from `offset` to the end of the block that holds it, shared, not copied; `nil` at
    /// the ring's end.
    func bytes(at offset: Int64) -> ByteBuffer? {
        guard offset < index.end, let block = blocks.last(where: { $0.offset <= offset }) else {
            return nil
        }
        return block.slice(from: offset, to: min(block.end, index.end))
    }

    /// - Parameter recent: What came later than this is kept, within `capacity`.
    mutating func trim(at now: AirTime, grace: Duration, recent: Duration, capacity: Int64) {
        let fresh = arrivals.first { $0.instant > recent }?.offset ?? index.end
        let start = index.trim(at: now, grace: grace, recent: fresh, capacity: capacity)
        arrivals.removeFirst(arrivals.prefix { $0.offset < start }.count)
        let gone = blocks.dropLast().prefix { $0.end <= start }.count
        if gone > 0 { blocks.removeFirst(gone) }
    }
}
