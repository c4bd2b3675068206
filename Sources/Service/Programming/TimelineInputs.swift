import Broadcast
import FoundationEssentials
import NIOPosix
import Store

/// What a channel's timeline is built from, read as one.
struct TimelineInputs: Sendable {
    let schedule: Schedule
    let zone: ZoneRules
    let seed: UInt64
    /// Differs when schedule or collections differ from what an earlier timeline was built from.
    let stamp: String

    /// What today means to smart collections: the day at the schedule's place.
    let moment: QueryMoment

    /// - Returns: `nil` if the channel has no schedule.
    /// - Throws: ``StoreError``, ``ZoneError``, or `DecodingError` if the schedule cannot be read.
    static func read(
        of channel: Channel.ID, in store: Store, at now: AirTime
    ) async throws -> TimelineInputs? {
        guard let stored = try await store.schedule(of: channel) else { return nil }
        let schedule = try schedule(stored)
        let zone = try await NIOThreadPool.singleton.runIfActive {
            try ZoneFiles.rules(named: stored.zone)
        }
        let moment = QueryMoment(now: now, zone: zone)
        var stamp = "\(stored.seed) \(stored.zone) \(stored.schedule)"
        for collection in schedule.collections.sorted() {
            stamp +=
                " \(collection):\(try await store.collectionStamp(collection, at: moment) ?? -1)"
        }
        for channel in schedule.relayed.sorted() {
            stamp += " \(channel)=\(try await store.setting(key(of: channel)) ?? "")"
        }
        let hash = stamp.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return TimelineInputs(
            schedule: schedule, zone: zone, seed: stored.seed, stamp: String(hash, radix: 16),
            moment: moment)
    }

    /// - Throws: `DecodingError` if it cannot be read.
    static func schedule(_ stored: StoredSchedule) throws -> Schedule {
        try JSONDecoder().decode(Schedule.self, from: Data(stored.schedule.utf8))
    }

    /// The setting that keeps the stamp of what a channel's timeline was built from.
    static func key(of channel: Channel.ID) -> String { "timeline.\(channel)" }

    /// The timelines that a stretch of this one needs, as far as they are built.
    func relays(
        from begin: AirTime, to end: AirTime, in store: Store
    ) async throws -> [Channel.ID: [PlayoutItem]] {
        try await store.relays(of: schedule, from: begin, to: end + .hours(192))
    }

    func collections(in store: Store) async throws -> [MediaCollection] {
        var collections: [MediaCollection] = []
        for id in schedule.collections.sorted() {
            if let collection = try await store.collection(id, at: moment) {
                collections.append(collection)
            }
        }
        return collections
    }
}

extension Store {
    /// The timelines of the channels that a schedule shows, as far as they are built.
    func relays(
        of schedule: Schedule, from begin: AirTime, to end: AirTime
    ) async throws -> [Channel.ID: [PlayoutItem]] {
        var relays: [Channel.ID: [PlayoutItem]] = [:]
        for channel in schedule.relayed {
            relays[channel] = try await timeline(
                of: channel, from: begin - schedule.delay, to: end + schedule.advance)
        }
        return relays
    }
}
