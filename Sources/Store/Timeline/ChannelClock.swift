public import Broadcast

/// Where the clock of an on-demand channel stands, or when it was last seen running.
public struct ChannelClock: Hashable, Sendable {
    public var at: AirTime
    /// Somebody watches the channel.
    public var isRunning: Bool

    public init(at: AirTime, isRunning: Bool) {
        self.at = at
        self.isRunning = isRunning
    }
}

extension Store {
    /// - Returns: `nil` if the channel's clock has never stood still.
    public func clock(of channel: Channel.ID) async throws -> ChannelClock? {
        try await read { try $0.clock(of: channel) }
    }

    /// Keeps where an on-demand channel's clock stands.
    public func set(_ clock: ChannelClock, of channel: Channel.ID) async throws {
        try await write { database in
            try database.execute(
                """
                INSERT INTO channel_clocks (channel, at, running) VALUES (?1, ?2, ?3)
                ON CONFLICT (channel) DO UPDATE SET at = excluded.at, running = excluded.running
                """, [channel, clock.at, clock.isRunning])
        }
    }

    /// Stops every clock where it was last seen: nobody watches yet when the program begins.
    public func stopClocks() async throws {
        try await write { try $0.execute("UPDATE channel_clocks SET running = 0", []) }
    }

    /// What the guide shows of `channel` during `[from, to)`: its timeline, or from where its clock
    /// stands on the one programme that waits there for a viewer.
    public func shownTimeline(
        of channel: Channel.ID, from: AirTime, to: AirTime
    ) async throws -> [PlayoutItem] {
        try await read { database in
            guard let clock = try database.clock(of: channel), !clock.isRunning, clock.at < to
            else { return try database.timeline(of: channel, from: from, to: to) }
            let past =
                try clock.at <= from
                ? [] : database.timeline(of: channel, from: from, to: clock.at)
            let waiting = try database.first(
                """
                SELECT start, finish, media, in_point, kind, title, guide_group, guide_finish
                FROM timeline_items
                WHERE channel = ?1 AND finish > ?2 AND kind = 'content' ORDER BY start LIMIT 1
                """, [channel, clock.at], PlayoutItem.init)
            return past.map { $0.finish > clock.at ? $0.ending(at: clock.at) : $0 }
                + [PlayoutItem(waiting, from: max(clock.at, from), to: to)]
        }
    }
}

extension PlayoutItem {
    /// Waits for a viewer, however long that is.
    fileprivate init(_ waiting: PlayoutItem?, from: AirTime, to: AirTime) {
        let played = max(.zero, from - (waiting?.start ?? from))
        self.init(
            media: waiting?.media, start: from, finish: to,
            inPoint: waiting.map { $0.media == nil ? .zero : $0.inPoint + played } ?? .zero,
            kind: waiting == nil ? .deadAir : .content, title: waiting?.title, guideGroup: 1)
    }
}

extension Database {
    fileprivate func clock(of channel: Channel.ID) throws(StoreError) -> ChannelClock? {
        try first("SELECT at, running FROM channel_clocks WHERE channel = ?1", [channel]) {
            (row) throws(StoreError) in ChannelClock(at: try row[0], isRunning: try row[1])
        }
    }
}
