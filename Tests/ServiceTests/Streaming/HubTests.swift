import Broadcast
import Testing
import Wire

import struct NIOCore.ByteBuffer

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct HubTests {
    let clock = HandClock()
    let hub: Hub

    init() {
        hub = Hub(clock: clock.air, lead: .seconds(5))
    }

    /// Gives the hub all bytes, in as many batches as it takes.
    ///
    /// - Returns: The pause it asks for after the last.
    @discardableResult
    private func give(_ bytes: [UInt8], to hub: Hub) throws -> Duration {
        var rest = bytes[...]
        var pause = Duration.zero
        while !rest.isEmpty {
            pause = try hub.receive { room in
                let part = rest.prefix(room.count)
                room.copyBytes(from: part)
                rest = rest.dropFirst(part.count)
                return part.count
            }
        }
        return pause
    }

    /// Lets time pass until `work` is done.
    private func time<Result: Sendable>(
        _ step: Duration, until work: @escaping @Sendable () async -> Result
    ) async throws -> Result {
        let hub = hub
        return try await clock.pass(by: step, doing: { _ = hub.tick() }, until: work)
    }

    private func air(_ seconds: Int) -> AirTime { HandClock.start + .seconds(seconds) }

    @Test func onlyWholeUnitsReachAViewer() async throws {
        var packets = Packets()
        let cursor = hub.cursor(for: Session.ID(1))
        let first = packets.second(at: air(0))
        let second = packets.second(at: air(1))
        try give(first + second.dropLast(188 + 100), to: hub)
        // The first second and the tables of the next, whose picture lacks its end.
        #expect(await cursor.read()?.readableBytes == 8 * 188)

        try give(second.suffix(188 + 100) + packets.second(at: air(2)), to: hub)
        #expect(await cursor.read()?.readableBytes == 6 * 188)
    }

    @Test func aPictureWaitsForThoseThatWerePutOffBehindIt() async throws {
        var packets = Packets()
        let cursor = hub.cursor(for: Session.ID(1))
        try give(packets.second(at: air(0)) + packets.second(at: air(3)), to: hub)
        #expect(await cursor.read()?.readableBytes == 8 * 188)
        for early in [1, 2] { try give(packets.second(at: air(early)), to: hub) }

        // Second 3 and the two that belong before it come together, once it is clear that they do.
        try give(packets.second(at: air(4)), to: hub)
        #expect(await cursor.read()?.readableBytes == 18 * 188)
        #expect(hub.takeOver().pictureEnd == StreamTime.ticks(air(4)))
    }

    @Test func aViewerBeginsWithTheTablesBeforeThePictureOnAir() async throws {
        var packets = Packets()
        for second in 0..<8 { try give(packets.second(at: air(second)), to: hub) }
        clock.advance(.milliseconds(3_500))
        let cursor = hub.cursor(for: Session.ID(1))
        // Seconds 3 to 6 of six packets each, and the tables of the last, whose picture is open.
        let expected = (4 * 6 + 2) * 188
        var got = 0
        while got < expected { got += try #require(await cursor.read()).readableBytes }

        #expect(got == expected)
    }

    /// Also where a picture is longer than a block of the ring.
    @Test(arguments: [1, 400]) func viewersGetEveryPacketOnceAndInOrder(times: Int) async throws {
        var packets = Packets()
        var sent: [UInt8] = []
        var got: [UInt8] = []
        let cursor = hub.cursor(for: Session.ID(1))
        for second in 0..<20 {
            let bytes = packets.second(at: air(second), size: (2 + second % 5) * times)
            sent += bytes
            let cut = (second * 331) % bytes.count
            try give(Array(bytes[..<cut]), to: hub)
            try give(Array(bytes[cut...]), to: hub)
            clock.advance(.seconds(1))
            while second > 0, got.count < sent.count - bytes.count + 2 * 188 {
                got += try #require(await cursor.read()).readableBytesView
            }
        }

        #expect(got == Array(sent.prefix(got.count)))
        #expect(got.count % 188 == 0)
    }

    @Test func aViewerWhoIsTooSlowIsMovedToTheNewestPicture() async throws {
        var packets = Packets()
        let cursor = hub.cursor(for: Session.ID(1))
        for second in 0..<2 { try give(packets.second(at: air(second)), to: hub) }
        _ = await cursor.read()
        for second in 2..<60 {
            clock.advance(.seconds(1))
            try give(packets.second(at: air(second)), to: hub)
        }
        let chunk = try #require(await cursor.read())

        #expect(chunk.getInteger(at: chunk.readerIndex + 1, as: UInt16.self) == 0x4000)
        #expect(hub.readers[Session.ID(1)]?.jumps == 1)
    }

    @Test func nullPacketsKeepASilentConnectionAlive() async throws {
        var packets = Packets()
        try give(packets.second(at: air(0)) + packets.second(at: air(1)), to: hub)
        let cursor = hub.cursor(for: Session.ID(1))
        _ = await cursor.read()
        let chunk = try #require(try await time(.seconds(1)) { await cursor.read() })

        #expect(chunk.readableBytes == 7 * 188)
        #expect(chunk.getInteger(at: 0, as: UInt32.self) == 0x471F_FF10)
    }

    @Test func aViewerWhoTakesNothingForFifteenSecondsIsNamed() async throws {
        var packets = Packets()
        let cursor = hub.cursor(for: Session.ID(1))
        try give(packets.second(at: air(0)) + packets.second(at: air(1)), to: hub)
        _ = await cursor.read()
        clock.advance(.milliseconds(14_900))
        #expect(hub.tick().isEmpty)
        clock.advance(.milliseconds(200))

        #expect(hub.tick() == [Session.ID(1)])
    }

    @Test func theFirstPictureIsWaitedForUntilThePatienceEnds() async throws {
        let hub = hub
        let started = try await time(.seconds(2)) {
            await hub.hasStarted(for: Session.ID(1), within: .seconds(5))
        }

        #expect(!started)
    }

    @Test func theFirstPictureEndsTheWait() async throws {
        async let started = hub.hasStarted(for: Session.ID(1), within: .seconds(5))
        var packets = Packets()
        try give(packets.second(at: air(0)) + packets.second(at: air(1)), to: hub)

        #expect(await started)
    }

    @Test func whatIsNoTransportStreamIsRefused() {
        #expect(throws: UnitScanner.Garbled.self) {
            try give(Array(repeating: 0, count: 400), to: hub)
        }
    }

    @Test func anotherWorkerGoesOnAfterTheLastWholeUnit() async throws {
        var packets = Packets()
        for second in 0..<3 { try give(packets.second(at: air(second)), to: hub) }
        // Of this second, only tables and half a picture come.
        try give(Array(packets.second(at: air(3)).prefix(4 * 188 - 50)), to: hub)
        let progress = hub.takeOver()
        let takeover = Takeover(after: progress, now: clock.air.now)

        #expect(takeover.entry == .resume)
        #expect(takeover.begin == StreamTime.airTime(StreamTime.ticks(air(2)) + 90_000))
        #expect(takeover.soundBegin == StreamTime.airTime(StreamTime.ticks(air(2)) + 7_680))
        #expect(takeover.continuity == ["0": 3, "4096": 3, "256": 8, "257": 2])
    }

    @Test func aPictureThatIsGivenUpLeavesNothingBehind() async throws {
        var packets = Packets()
        let cursor = hub.cursor(for: Session.ID(1))
        let first = packets.second(at: air(0), size: 1_000)
        // Fills the first block of the ring and most of the next.
        try give(first + packets.second(at: air(1), size: 1_500), to: hub)
        _ = hub.takeOver()
        var other = Packets()
        let next = other.second(at: air(1), size: 1_000)
        try give(next + other.second(at: air(2)), to: hub)

        var got: [UInt8] = []
        // The tables of the picture that was given up have been passed on before.
        while got.count < first.count + 2 * 188 + next.count {
            got += try #require(await cursor.read()).readableBytesView
        }
        let isNext = got.dropFirst(first.count + 2 * 188).starts(with: next)
        #expect(isNext)
    }

    @Test func aWorkerThatHasItsLeadIsReadInBatches() throws {
        var packets = Packets()
        let pauses = try [0, 4, 5, 9, 10].map { try give(packets.second(at: air($0)), to: hub) }

        #expect(pauses.map(\.inMicroseconds) == [0, 10_000, 10_000, 100_000, 500_000])
    }
}
