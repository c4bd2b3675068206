import NIOCore
import Wire

/// The newest segments of one channel, and those who wait for the first of them.
struct SegmentShelf {
    /// Segments in a playlist: 12 s of two each, three times what one may last.
    static let listed = 6
    /// Segments kept, since a player asks for what an older playlist named.
    static let kept = 10
    /// Bytes kept of older segments: the ten of an ordinary stream are a third of it.
    static let capacity = 24 << 20
    /// Chromium gives up when it has taken all of its first playlist and the next has no more.
    private static let beginning = 3

    private var segments: [SegmentCutter.Segment] = []
    private(set) var waiting: [CheckedContinuation<Bool, Never>] = []

    /// Those of the playlist; empty before the first.
    var listing: [MediaPlaylist.Segment] { segments.suffix(Self.listed).map(\.listing) }

    /// Whether there is enough for a player to begin.
    var hasBegun: Bool { segments.count >= Self.beginning }

    subscript(number: Int) -> [ByteBuffer]? {
        segments.first { $0.listing.number == number }?.bytes
    }

    mutating func add(_ more: [SegmentCutter.Segment]) {
        segments = (segments + more).suffix(Self.kept)
        var size = segments.reduce(0) { $0 + $1.size }
        while size > Self.capacity, segments.count > Self.beginning {
            size -= segments.removeFirst().size
        }
    }

    mutating func wait(_ waiter: CheckedContinuation<Bool, Never>) { waiting.append(waiter) }

    /// - Returns: All who waited.
    mutating func takeWaiting() -> [CheckedContinuation<Bool, Never>] {
        defer { waiting = [] }
        return waiting
    }
}
