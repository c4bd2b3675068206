import Broadcast
import NIOCore
import Wire

/// Cuts a channel's stream at key pictures into segments that a decoder can begin with.
///
/// Segments share the ring's memory; nothing is copied.
struct SegmentCutter {
    struct Segment: Sendable {
        let listing: MediaPlaylist.Segment
        /// In order.
        let bytes: [ByteBuffer]
        var size: Int { bytes.reduce(0) { $0 + $1.readableBytes } }
    }

    /// A segment would become larger than a viewer's connection may fall behind.
    struct Endless: Error {}

    /// A segment ends at the first key picture after this. Not two seconds, as two seconds of
    /// pictures may be a tick less.
    static let shortest = Duration.milliseconds(1_500)

    private var scanner = UnitScanner()
    private var written: Int64 = 0
    /// What is not in a segment yet.
    private var pieces: [(offset: Int64, bytes: ByteBuffer)] = []
    /// Where the next segment begins.
    private var opening: RingIndex.Entry?
    private var number: Int?

    /// - Parameter chunk: Whole packets.
    /// - Returns: Segments that are whole now.
    /// - Throws: ``UnitScanner/Garbled``; ``Endless`` when key pictures are too far apart.
    mutating func take(_ chunk: ByteBuffer, at now: AirTime) throws -> [Segment] {
        let found = try chunk.withUnsafeReadableBytes { bytes in
            try scanner.scan(bytes, offset: written, now: now)
        }
        pieces.append((written, chunk))
        written += Int64(chunk.readableBytes)
        let whole = found.entries.compactMap { cut(at: $0) }
        if let first = pieces.first, written - first.offset > Hub.capacity { throw Endless() }
        return whole
    }

    private mutating func cut(at entry: RingIndex.Entry) -> Segment? {
        guard let begin = opening else {
            drop(before: entry.offset)
            opening = entry
            return nil
        }
        let duration = entry.air - begin.air
        guard duration >= Self.shortest else { return nil }
        let number = number ?? Int(begin.air.seconds)
        let segment = Segment(
            listing: .init(number: number, begin: begin.air, duration: duration),
            bytes: drop(before: entry.offset))
        self.number = number + 1
        opening = entry
        return segment
    }

    /// - Returns: The bytes up to `offset`.
    @discardableResult
    private mutating func drop(before offset: Int64) -> [ByteBuffer] {
        var gone: [ByteBuffer] = []
        while let first = pieces.first, first.offset < offset {
            var rest = first.bytes
            let length = min(Int64(rest.readableBytes), offset - first.offset)
            if let part = rest.readSlice(length: Int(length)) { gone.append(part) }
            if rest.readableBytes == 0 {
                pieces.removeFirst()
            } else {
                pieces[0] = (offset, rest)
            }
        }
        return gone
    }
}
