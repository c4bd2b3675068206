import Broadcast
import FoundationEssentials
import Store
import Testing
import Wire

@testable import Service

/// Channels whose clock stands still.
@Suite struct OnDemandTests {
    private let shelf: Shelf
    private var now: AirTime { shelf.clock.now }

    init() async throws { shelf = try await Shelf.ofFiveFilms() }

    @Test func aChannelOnDemandStandsStillUntilSomebodyWatches() async throws {
        let id = try await shelf.addChannel("Films")
        var channel = try #require(await shelf.store.channel(id))
        channel.isOnDemand = true
        try await shelf.store.save(channel)
        await shelf.start().keeper.tendAll()
        let planned = try await shelf.upcoming(id)

        // Watched for half an hour.
        let (_, keeper) = shelf.start()
        await keeper.watched(id)
        shelf.clock.advance(.seconds(1_800))
        await keeper.unwatched(id, since: now)
        let position = now
        let onAir = try #require(planned.first { $0.start <= now && now < $0.finish })

        // The guide shows what waits, for as long as it waits.
        shelf.clock.advance(.hours(24 * 9))
        try await shelf.store.stopClocks()
        let (guide, later) = shelf.start()
        await later.tendAll()
        let shown = try await shelf.store.shownTimeline(of: id, from: now, to: now + .hours(5))
        #expect(shown.map(\.media) == [onAir.media])
        #expect(shown[0].finish == now + .hours(5))
        _ = try await guide.xmltv()

        await later.watched(id)
        let streamed = try await later.streamItems(on: id, from: now, until: now + .hours(3))
        let resumed = try await shelf.upcoming(id)
        #expect(streamed.first.map { $0.start <= now } == true)
        #expect(resumed[0].media == onAir.media)
        #expect(
            resumed[0].inPoint + (now - resumed[0].start) == position - onAir.start)
        let rest = planned.drop { $0.start <= position }.prefix(30).map(\.media)
        #expect(resumed.dropFirst().prefix(30).map(\.media) == Array(rest))
        #expect(zip(resumed, resumed.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(resumed.last.map { $0.finish > now + .hours(36) } == true)

        // A daemon that dies goes on where it was last seen watched.
        shelf.clock.advance(.seconds(600))
        await later.tendAll()
        let seen = now
        shelf.clock.advance(.hours(30))
        try await shelf.store.stopClocks()
        let (_, next) = shelf.start()
        let before = try await shelf.store.timeline(of: id, from: seen, to: seen + .seconds(1))
        await next.watched(id)
        let after = try await shelf.upcoming(id)
        #expect(after[0].media == before[0].media)
        #expect(
            after[0].inPoint + (now - after[0].start)
                == before[0].inPoint + (seen - before[0].start))
    }

    @Test func aChannelIsWatchedAsLongAsAnyOfItsStreamsIs() async throws {
        let id = try await shelf.addChannel("Films")
        var channel = try #require(await shelf.store.channel(id))
        channel.isOnDemand = true
        try await shelf.store.save(channel)
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        await keeper.watched(id)
        await keeper.watched(id)
        await keeper.unwatched(id, since: now)
        #expect(try await shelf.store.clock(of: id)?.isRunning == true)
        await keeper.unwatched(id, since: now)
        #expect(try await shelf.store.clock(of: id)?.isRunning == false)
        channel.isOnDemand = false
        try await shelf.store.save(channel)
        #expect(try await shelf.store.clock(of: id) == nil)
    }
}
