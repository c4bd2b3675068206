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

    /// - Returns: `nil` if the channel has no schedule.
    /// - Throws: ``StoreError``, ``ZoneError``, or `DecodingError` if the schedule cannot be read.
    static func read(of channel: Channel.ID, in store: Store) async throws -> TimelineInputs? {
        guard let stored = try await store.schedule(of: channel) else { return nil }
        let schedule = try JSONDecoder().decode(Schedule.self, from: Data(stored.schedule.utf8))
        let zone = try await NIOThreadPool.singleton.runIfActive {
            try ZoneFiles.rules(named: stored.zone)
        }
        var stamp = "\(stored.seed) \(stored.zone) \(stored.schedule)"
        for collection in schedule.collections.sorted() {
            stamp += " \(collection):\(try await store.collectionStamp(collection) ?? -1)"
        }
        let hash = stamp.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return TimelineInputs(
            schedule: schedule, zone: zone, seed: stored.seed, stamp: String(hash, radix: 16))
    }

    func collections(in store: Store) async throws -> [MediaCollection] {
        var collections: [MediaCollection] = []
        for id in schedule.collections.sorted() {
            if let collection = try await store.collection(id) { collections.append(collection) }
        }
        return collections
    }
}
