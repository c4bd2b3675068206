import NIOCore
import Wire

/// The newest segments of one channel, and those who wait for the first.
struct SegmentShelf {
    /// Segments in a playlist; players begin with the third from its end.
    static let listed = 4
    /// Segments kept, since a player asks for what an older playlist named.
    static let kept = 8

    private var segments: [SegmentCutter.Segment] = []
    private(set) var waiting: [CheckedContinuation<Bool, Never>] = []

    /// Those of the playlist; empty before the first.
    var listing: [MediaPlaylist.Segment] { segments.suffix(Self.listed).map(\.listing) }

    subscript(number: Int) -> [ByteBuffer]? {
        segments.first { $0.listing.number == number }?.bytes
    }

    mutating func add(_ more: [SegmentCutter.Segment]) {
        segments = (segments + more).suffix(Self.kept)
    }

    mutating func wait(_ waiter: CheckedContinuation<Bool, Never>) { waiting.append(waiter) }

    /// - Returns: All who waited.
    mutating func takeWaiting() -> [CheckedContinuation<Bool, Never>] {
        defer { waiting = [] }
        return waiting
    }
}
