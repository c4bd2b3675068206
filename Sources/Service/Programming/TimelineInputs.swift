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
        let schedule = try JSONDecoder().decode(Schedule.self, from: Data(stored.schedule.utf8))
        let zone = try await NIOThreadPool.singleton.runIfActive {
            try ZoneFiles.rules(named: stored.zone)
        }
        let moment = QueryMoment(now: now, zone: zone)
        var stamp = "\(stored.seed) \(stored.zone) \(stored.schedule)"
        for collection in schedule.collections.sorted() {
            stamp +=
                " \(collection):\(try await store.collectionStamp(collection, at: moment) ?? -1)"
        }
        let hash = stamp.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return TimelineInputs(
            schedule: schedule, zone: zone, seed: stored.seed, stamp: String(hash, radix: 16),
            moment: moment)
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
