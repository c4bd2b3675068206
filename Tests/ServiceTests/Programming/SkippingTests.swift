import Broadcast
import FoundationEssentials
import Store
import Testing

@testable import Service

@Suite struct SkippingTests {
    private let shelf: Shelf
    private var now: AirTime { shelf.clock.now }

    init() async throws { shelf = try await Shelf.ofFiveFilms() }

    @Test func theNextProgrammeBeginsAndTheRestMovesUp() async throws {
        let channel = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        shelf.clock.advance(.seconds(700))
        let before = try await shelf.upcoming(channel)
        let old = try await guide.xmltv().etag

        let next = try await keeper.skip(channel, at: nil, notice: .seconds(8))

        #expect(next?.start == now + .seconds(8))
        #expect(next?.media == before[1].media)
        let after = try await shelf.upcoming(channel)
        #expect(after[0].media == before[0].media)
        #expect(after[0].finish == now + .seconds(8))
        #expect(zip(after, after.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(
            after.dropFirst().prefix(50).map(\.media) == before.dropFirst().prefix(50).map(\.media))
        #expect(try await guide.xmltv().etag != old)
        #expect(await keeper.takeChanged() == [channel])
        await keeper.tendAll()
        #expect(try await shelf.upcoming(channel) == after)
    }

    @Test func aLaterProgrammeCanBeSkippedTooAndAgainAfterARestart() async throws {
        let channel = try await shelf.addChannel("Films")
        let (_, keeper) = shelf.start()
        await keeper.tendAll()
        let before = try await shelf.upcoming(channel)
        let instant = now + .hours(20) + .seconds(100)
        let left = try #require(before.firstIndex { $0.start <= instant && instant < $0.finish })

        _ = try await keeper.skip(channel, at: instant, notice: .seconds(8))
        let again = shelf.start().keeper
        _ = try await again.skip(channel, at: instant + .seconds(50), notice: .seconds(8))

        let after = try await shelf.upcoming(channel)
        #expect(Array(after.prefix(left)) == Array(before.prefix(left)))
        #expect(after[left].finish == instant)
        #expect(after[left + 1].length == .seconds(50))
        #expect(after[left + 1].media == before[left + 1].media)
        #expect(after[left + 2].media == before[left + 2].media)
    }

    @Test func aSkipAfterTheLibraryHasChangedLosesNothingEither() async throws {
        let channel = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        _ = try await guide.xmltv()
        shelf.clock.advance(.hours(3))
        try await shelf.add("f", "g", "h", seconds: 1_700)
        await keeper.tendAll()
        let before = try await shelf.upcoming(channel)

        _ = try await keeper.skip(channel, at: nil, notice: .zero)

        let after = try await shelf.upcoming(channel)
        #expect(after[0].media == before[1].media)
        #expect(zip(after, after.dropFirst()).allSatisfy { $0.finish == $1.start })
    }

    @Test func whatCannotBeSkippedSaysWhy() async throws {
        let films = try await shelf.addChannel("Films")
        let card = try await shelf.addChannel("Card", playing: #"{"kind":"card","title":"Card"}"#)
        let mirror = try await shelf.addChannel(
            "Same",
            playing: String(
                decoding: try JSONEncoder().encode(Schedule.mirror(.init(channel: films))),
                as: UTF8.self))
        let (_, keeper) = shelf.start()
        await keeper.tendAll()

        await #expect(throws: SkipError.nothingOn) {
            try await keeper.skip(card, at: nil, notice: .zero)
        }
        await #expect(throws: SkipError.notAhead) {
            try await keeper.skip(films, at: now - .seconds(1), notice: .zero)
        }
        await #expect(throws: SkipError.notAhead) {
            try await keeper.skip(films, at: now + .hours(4_000), notice: .zero)
        }
        #expect(try await keeper.skip(Channel.ID(77), at: nil, notice: .zero) == nil)
        await #expect(throws: SkipError.showsAnother) {
            try await keeper.skip(mirror, at: nil, notice: .zero)
        }
    }
}
