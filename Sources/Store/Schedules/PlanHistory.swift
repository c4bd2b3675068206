public import Broadcast

/// A plan that a channel had before another took its place.
public struct FormerPlan: Equatable, Sendable, Identifiable {
    public let id: Int64
    public let channel: Channel.ID
    /// When another took its place.
    public let replaced: AirTime
    public let schedule: StoredSchedule
}

extension Store {
    /// So many former plans of each channel are kept.
    public static let mostFormerPlans = 20

    /// The plans that a channel had, or every channel, the newest first.
    public func formerPlans(of channel: Channel.ID? = nil) async throws -> [FormerPlan] {
        try await read { database in
            try database.query(
                """
                SELECT schedule, zone, seed, id, channel, replaced FROM plan_history
                WHERE ?1 IS NULL OR channel = ?1 ORDER BY id DESC
                """, [channel], FormerPlan.init)
        }
    }

    /// Puts a former plan in the place of the channel's present one, which becomes a former one.
    ///
    /// - Parameter check: throws to leave the channel as it is.
    /// - Returns: the channel as it is now; `nil` if there is no such channel or plan.
    public func restorePlan(
        _ id: Int64, of channel: Channel.ID, at now: AirTime,
        _ check: @Sendable (ChannelRecord) throws -> Void = { _ in }
    ) async throws -> ChannelRecord? {
        try await write { database in
            let former = try database.first(
                """
                SELECT schedule, zone, seed, id, channel, replaced FROM plan_history
                WHERE id = ?1 AND channel = ?2
                """, [id, channel], FormerPlan.init)
            guard let former, var record = try database.record(of: channel) else { return nil }
            try check(record)
            guard record.schedule != former.schedule else { return record }
            try database.remember(record.schedule, of: channel, at: now)
            record.schedule = former.schedule
            try database.setSchedule(record.schedule, of: channel)
            return record
        }
    }
}

extension Database {
    /// Keeps a plan that another is about to replace, and forgets the oldest where there are many.
    func remember(
        _ schedule: StoredSchedule, of channel: Channel.ID, at now: AirTime
    ) throws(StoreError) {
        try execute(
            """
            INSERT INTO plan_history (channel, replaced, schedule, zone, seed)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            [
                channel, now, schedule.schedule, schedule.zone, Int64(bitPattern: schedule.seed),
            ])
        try execute(
            """
            DELETE FROM plan_history WHERE channel = ?1 AND id NOT IN (
                SELECT id FROM plan_history WHERE channel = ?1 ORDER BY id DESC LIMIT ?2)
            """, [channel, Store.mostFormerPlans])
    }
}

extension FormerPlan {
    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row[3], channel: try row[4], replaced: try row[5],
            schedule: try StoredSchedule(row))
    }
}
