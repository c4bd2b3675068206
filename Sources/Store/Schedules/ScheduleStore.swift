public import Broadcast

/// What a channel plays, as the store keeps it.
public struct StoredSchedule: Equatable, Sendable {
    /// The schedule's own JSON.
    public var schedule: String
    /// Name of the time zone in which its wall-clock times are meant, such as `Europe/Helsinki`.
    public var zone: String
    /// Decides every shuffle of the channel.
    public var seed: UInt64

    public init(schedule: String, zone: String, seed: UInt64) {
        self.schedule = schedule
        self.zone = zone
        self.seed = seed
    }
}

extension Store {
    public func schedule(of channel: Channel.ID) async throws -> StoredSchedule? {
        try await read { database in
            try database.first(
                "SELECT schedule, zone, seed FROM schedules WHERE channel = ?1", [channel],
                StoredSchedule.init)
        }
    }

    /// Sets or replaces it; the timeline that is already built stays.
    public func setSchedule(_ schedule: StoredSchedule, of channel: Channel.ID) async throws {
        try await write { try $0.setSchedule(schedule, of: channel) }
    }
}

extension Database {
    func setSchedule(
        _ schedule: StoredSchedule, of channel: Channel.ID
    ) throws(StoreError) {
        try execute(
            """
            INSERT INTO schedules (channel, schedule, zone, seed) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (channel) DO UPDATE SET schedule = excluded.schedule,
                zone = excluded.zone, seed = excluded.seed
            """,
            [channel, schedule.schedule, schedule.zone, Int64(bitPattern: schedule.seed)])
    }
}

extension StoredSchedule {
    init(_ row: Row) throws(StoreError) {
        let seed: Int64 = try row[2]
        self.init(schedule: try row[0], zone: try row[1], seed: UInt64(bitPattern: seed))
    }
}
