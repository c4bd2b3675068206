public import Broadcast

/// A channel with what it plays.
public struct ChannelRecord: Equatable, Sendable {
    public var channel: Channel
    public var schedule: StoredSchedule

    public init(channel: Channel, schedule: StoredSchedule) {
        self.channel = channel
        self.schedule = schedule
    }
}

extension Store {
    /// - Returns: `nil` if there is no such channel, or it has no schedule.
    public func record(of id: Channel.ID) async throws -> ChannelRecord? {
        try await read { try $0.record(of: id) }
    }

    /// Reads, edits and writes a channel as one step, so that no edit undoes another.
    ///
    /// - Parameters:
    ///   - now: when a plan that is replaced was last in force: see ``formerPlans(of:)``.
    ///   - edit: throws to leave the channel as it is.
    /// - Returns: the channel as it is now; `nil` if there is none.
    /// - Throws: ``StoreError/constraint(_:)`` if another channel has its number.
    public func change(
        _ id: Channel.ID, at now: AirTime = Store.wallClock(),
        _ edit: @Sendable (inout ChannelRecord) throws -> Void
    ) async throws -> ChannelRecord? {
        try await write { database in
            guard let before = try database.record(of: id) else { return nil }
            var record = before
            try edit(&record)
            if record.channel != before.channel { try database.update(record.channel) }
            if record.schedule != before.schedule {
                try database.remember(before.schedule, of: id, at: now)
                try database.setSchedule(record.schedule, of: id)
            }
            return record
        }
    }

    /// Removes a channel with its schedule and timeline. One that was made automatically is not
    /// made again.
    ///
    /// - Parameter check: throws to leave the channel where it is.
    /// - Returns: whether there was one.
    @discardableResult
    public func removeChannel(
        _ id: Channel.ID, _ check: @Sendable (ChannelRecord) throws -> Void = { _ in }
    ) async throws -> Bool {
        try await write { database in
            guard let record = try database.record(of: id) else { return false }
            try check(record)
            try database.execute(
                """
                INSERT INTO unwanted_channels (made_for)
                SELECT made_for FROM channels WHERE id = ?1 AND made_for IS NOT NULL
                ON CONFLICT (made_for) DO NOTHING
                """, [id])
            return try database.execute("DELETE FROM channels WHERE id = ?1", [id]) > 0
        }
    }
}

extension Database {
    func record(of id: Channel.ID) throws(StoreError) -> ChannelRecord? {
        let channel = try first("\(Channel.selection) WHERE id = ?1", [id], Channel.init)
        let schedule = try first(
            "SELECT schedule, zone, seed FROM schedules WHERE channel = ?1", [id],
            StoredSchedule.init)
        guard let channel, let schedule else { return nil }
        return ChannelRecord(channel: channel, schedule: schedule)
    }
}
