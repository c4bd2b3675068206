/// Which bytes of a channel's stream are held, and where a viewer may begin.
///
/// Offsets count bytes since the channel went on air. Bytes in `[start, end)` are held; only whole
/// units are ever added, so every offset handed out is the start of a packet.
public struct RingIndex: Equatable, Sendable {
    /// A place from where a decoder can begin: the PAT before a key picture.
    public struct Entry: Equatable, Sendable {
        public let offset: Int64
        /// When the picture is on air.
        public let air: AirTime

        public init(offset: Int64, air: AirTime) {
            self.offset = offset
            self.air = air
        }
    }

    public private(set) var start: Int64 = 0
    public private(set) var end: Int64 = 0
    /// Entries within `[start, end)`, oldest first.
    public private(set) var entries: [Entry] = []

    public init() {}

    /// Adds units that end at `end`, and the entries that lie in them.
    public mutating func publish(upTo end: Int64, entries more: [Entry]) {
        precondition(end >= self.end, "the ring only grows at its end")
        self.end = end
        entries += more
    }

    /// Where a viewer who comes at `now` begins: the last entry on air by then, else the first
    /// one held; `nil` while there is none.
    public func joinPoint(at now: AirTime) -> Entry? {
        entries.last { $0.air <= now } ?? entries.first
    }

    /// Where a viewer who got everything before `offset` reads on.
    ///
    /// - Returns: The offset itself, or the newest entry if the ring has moved past the viewer, or
    ///   `nil` if there is none to jump to yet.
    public func resume(at offset: Int64) -> (offset: Int64, jumped: Bool)? {
        if offset >= start { return (offset, false) }
        return entries.last.map { ($0.offset, true) }
    }

    /// Lets go of what nobody who comes at `now` or up to `grace` earlier needs, and of the oldest
    /// bytes beyond `capacity`.
    ///
    /// - Parameter recent: Bytes from here on are kept whatever their instant, since viewers have
    ///   had no time to take them: a stream begins with a burst.
    /// - Returns: The new start.
    @discardableResult
    public mutating func trim(
        at now: AirTime, grace: Duration, recent: Int64, capacity: Int64
    ) -> Int64 {
        if let keep = entries.last(where: { $0.air <= now - grace }) {
            start = max(start, min(keep.offset, recent))
        }
        start = max(start, end - capacity)
        entries.removeAll { $0.offset < start }
        return start
    }
}
