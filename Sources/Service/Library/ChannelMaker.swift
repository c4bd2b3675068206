import Broadcast
import FoundationEssentials
import Store

/// Makes a channel of each folder of the library, and the two that are always there. A channel
/// that was made keeps its number for ever; a new folder gets a new one.
struct ChannelMaker: Sendable {
    let store: Store
    /// The profile until, and unless, another is found to copy most of what a channel plays.
    let profile: OutputProfile
    let seed: @Sendable () -> UInt64

    /// The test card needs no library; its number is out of the folders' way.
    static let cardNumber = ChannelNumber(999)
    private static let cardKey = "card"

    /// The channel of everything, which is number 1 of a new installation, and the test card.
    func makePermanent() async throws {
        try await make(.everything, name: "Everything")
        let card = ChannelDraft(name: "Test card", madeFor: Self.cardKey)
        _ = try await store.addChannel(
            card, numbered: await isFree(Self.cardNumber) ? Self.cardNumber : nil,
            playing: plan(.card(title: "Test card")))
    }

    /// A channel for each of these folders of a source's first level, and for the source where
    /// there are several.
    ///
    /// A source that wants no channels gets the collections only.
    ///
    /// - Parameters:
    ///   - shelves: folders that have something to play.
    ///   - made: the keys of channels that are known to exist; grows.
    /// - Returns: whether there are new ones.
    func make(
        for shelves: [String], of source: LibrarySource, isOnly: Bool, known made: inout Set<String>
    ) async throws -> Bool {
        var scopes = shelves.filter { !$0.isEmpty }
            .map { (CollectionScope.shelf(source.id, $0), $0) }
        if !isOnly, !shelves.isEmpty {
            scopes.insert((.source(source.id), source.name), at: 0)
        }
        var isNew = false
        for (scope, name) in scopes where made.insert(scope.key).inserted {
            if source.makesChannels {
                if try await make(scope, name: name) { isNew = true }
            } else {
                _ = try await store.collection(of: scope, name: name)
            }
        }
        return isNew
    }

    /// Chooses the profile of channels that have none of their own yet and something to play.
    func settleProfiles(at moment: QueryMoment) async throws {
        for (channel, collection) in try await store.unsettledChannels() {
            let facts = try await store.playableFacts(in: collection, limit: 1_000, at: moment)
            if facts.isEmpty { continue }
            try await store.settle(channel, OutputProfile.copyingMost(of: facts) ?? profile)
        }
    }

    @discardableResult
    private func make(_ scope: CollectionScope, name: String) async throws -> Bool {
        let collection = try await store.collection(of: scope, name: name)
        let draft = ChannelDraft(
            name: name, profile: profile, madeFor: scope.key, source: scope.source,
            isSettled: false)
        let schedule = Schedule.classic(
            ClassicSchedule(items: [ScheduleItem(collection: collection, order: .shuffle)]))
        return try await store.addChannel(draft, playing: plan(schedule)) != nil
    }

    private func plan(_ schedule: Schedule) throws -> StoredSchedule {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(schedule), as: UTF8.self)
        return StoredSchedule(schedule: text, zone: "UTC", seed: seed())
    }

    private func isFree(_ number: ChannelNumber) async -> Bool {
        (try? await store.channel(numbered: number)) == .some(nil)
    }
}
