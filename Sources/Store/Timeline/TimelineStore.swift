public import Broadcast

extension Store {
    /// What is on air on `channel` at any instant of `[from, to)`, in order.
    public func timeline(
        of channel: Channel.ID, from: AirTime, to: AirTime
    ) async throws -> [PlayoutItem] {
        try await read { try $0.timeline(of: channel, from: from, to: to) }
    }

    /// Where the timeline of `channel` ends; `nil` if it has none.
    public func timelineEnd(of channel: Channel.ID) async throws -> AirTime? {
        try await read { try $0.timelineEnd(of: channel) }
    }

    /// Where the oldest item that is kept begins; `nil` if `channel` has no timeline.
    public func timelineStart(of channel: Channel.ID) async throws -> AirTime? {
        let sql = "SELECT min(start) FROM timeline_items WHERE channel = ?1"
        return try await read { database in
            let start: AirTime?? = try database.first(sql, [channel]) {
                (row) throws(StoreError) in try row[0]
            }
            return start ?? nil
        }
    }

    /// How many items of `channel` begin after `instant`.
    public func timelineCount(of channel: Channel.ID, after instant: AirTime) async throws -> Int {
        let sql = "SELECT count(*) FROM timeline_items WHERE channel = ?1 AND start > ?2"
        return try await read { database in
            try database.first(sql, [channel, instant]) {
                (row) throws(StoreError) in try row[0]
            } ?? 0
        }
    }

    /// Puts a build's result into the timeline: whatever begins at `instant` or later makes way
    /// for `items`, anchors later than `instant` for `anchors`; what ended before `forgetBefore`
    /// is forgotten. All in one transaction.
    ///
    /// - Throws: ``StoreError/overlap(channel:at:)`` if an item begins before the one ahead of it
    ///   has ended; then nothing is changed.
    public func extendTimeline(
        of channel: Channel.ID, from instant: AirTime, with items: [PlayoutItem],
        anchors: [StoredAnchor], forgetBefore: AirTime? = nil
    ) async throws {
        try await write { database in
            try database.clearTimeline(of: channel, from: instant)
            try database.append(items, to: channel)
            for anchor in anchors { try database.save(anchor, of: channel) }
            if let forgetBefore { try database.trim(channel, before: forgetBefore) }
        }
    }

    /// The channel's anchors, earliest first; the last is where the timeline ends.
    public func anchors(of channel: Channel.ID) async throws -> [StoredAnchor] {
        try await read { database in
            try database.query(
                "SELECT instant, anchor FROM anchors WHERE channel = ?1 ORDER BY instant",
                [channel]
            ) { (row) throws(StoreError) in StoredAnchor(instant: try row[0], anchor: try row[1]) }
        }
    }
}

/// An instant from which a channel's timeline can be built on.
public struct StoredAnchor: Equatable, Sendable {
    public let instant: AirTime
    /// The anchor's own JSON.
    public let anchor: String

    public init(instant: AirTime, anchor: String) {
        self.instant = instant
        self.anchor = anchor
    }
}

extension Database {
    func timeline(
        of channel: Channel.ID, from: AirTime, to: AirTime
    ) throws(StoreError) -> [PlayoutItem] {
        try query(
            """
            SELECT start, finish, media, in_point, kind, title, guide_group, guide_finish
            FROM timeline_items
            WHERE channel = ?1 AND finish > ?2 AND start < ?3 ORDER BY start
            """, [channel, from, to], PlayoutItem.init)
    }

    func timelineEnd(of channel: Channel.ID) throws(StoreError) -> AirTime? {
        let sql = "SELECT max(finish) FROM timeline_items WHERE channel = ?1"
        let end: AirTime?? = try first(sql, [channel]) { (row) throws(StoreError) in try row[0] }
        return end ?? nil
    }

    fileprivate func clearTimeline(
        of channel: Channel.ID, from instant: AirTime
    ) throws(StoreError) {
        try execute(
            "DELETE FROM timeline_items WHERE channel = ?1 AND start >= ?2", [channel, instant])
        try execute("DELETE FROM anchors WHERE channel = ?1 AND instant > ?2", [channel, instant])
    }

    fileprivate func append(
        _ items: [PlayoutItem], to channel: Channel.ID
    ) throws(StoreError) {
        var end = try timelineEnd(of: channel)
        for item in items {
            if let end, item.start < end { throw .overlap(channel: channel, at: item.start) }
            end = item.finish
            try execute(
                """
                INSERT INTO timeline_items
                    (channel, start, finish, media, in_point, kind, title, guide_group,
                    guide_finish)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """,
                [
                    channel, item.start, item.finish, item.media, item.inPoint,
                    item.kind.rawValue, item.title, item.guideGroup, item.guideFinish,
                ])
        }
    }

    fileprivate func save(_ anchor: StoredAnchor, of channel: Channel.ID) throws(StoreError) {
        try execute(
            """
            INSERT INTO anchors (channel, instant, anchor) VALUES (?1, ?2, ?3)
            ON CONFLICT (channel, instant) DO UPDATE SET anchor = excluded.anchor
            """, [channel, anchor.instant, anchor.anchor])
    }

    fileprivate func trim(_ channel: Channel.ID, before instant: AirTime) throws(StoreError) {
        try execute(
            "DELETE FROM timeline_items WHERE channel = ?1 AND finish < ?2", [channel, instant])
        try execute("DELETE FROM anchors WHERE channel = ?1 AND instant < ?2", [channel, instant])
    }
}

extension PlayoutItem {
    init(_ row: Row) throws(StoreError) {
        let kind: String = try row[4]
        guard let kind = Kind(rawValue: kind) else {
            throw .unreadable("a timeline item of the kind “\(kind)”")
        }
        self.init(
            media: try row[2], start: try row[0], finish: try row[1], inPoint: try row[3],
            kind: kind, title: try row[5], guideGroup: try row[6], guideFinish: try row[7])
    }
}
