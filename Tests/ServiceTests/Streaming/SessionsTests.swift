import Broadcast
import Logging
import Synchronization
import Testing
import Wire

import struct NIOCore.ByteBuffer

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct SessionsTests {
    let clock = HandClock()
    let pool = PipePool()
    let channels: Channels
    let sessions: Sessions

    init() {
        let (clock, pool) = (clock, pool)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let options = StreamingOptions(idleTimeout: .seconds(60), maxChannels: 2)
        channels = Channels(
            programming: CardProgramming(), launch: { try pool.launch($0) }, options: options,
            makeClock: { clock.air }, log: log)
        sessions = Sessions(
            programming: CardProgramming(), channels: channels, ledger: TunerLedger(tuners: 2),
            options: options, clock: clock.air,
            sleep: { try await clock.sleep($0) }, log: log)
    }

    private func request(
        _ number: ChannelNumber = ChannelNumber(1), tuner: Int? = nil, peer: String = "10.0.0.2",
        hangUp: (@Sendable () -> Void)? = nil
    ) -> TuneRequest {
        TuneRequest(number: number, tuner: tuner, peer: peer, transport: .http, hangUp: hangUp)
    }

    /// Tunes, while the worker that this starts sends its first picture.
    private func onAir(_ request: TuneRequest) async throws -> (TunedStream, PipeWorker) {
        async let stream = sessions.tune(request)
        let worker = try #require(await nextWorker())
        var packets = Packets()
        worker.write(packets.two(from: worker.job.begin))
        return (try await stream, worker)
    }

    /// Tunes while time passes: for requests that come to nothing.
    private func inVain(_ request: TuneRequest) async throws {
        let sessions = sessions
        _ = try await clock.pass(by: .milliseconds(100)) { try await sessions.tune(request) }
    }

    private func nextWorker() async -> PipeWorker? {
        for await worker in pool.started { return worker }
        return nil
    }

    @Test func aViewerPutsTheChannelOnAir() async throws {
        let (stream, worker) = try await onAir(request())

        #expect(stream.tuner == 1)
        #expect(worker.job.entry == .fresh)
        #expect(worker.job.items.first.map { $0.start <= worker.job.begin } == true)
        for await chunk in stream.chunks {
            #expect(chunk.getInteger(at: chunk.readerIndex, as: UInt8.self) == 0x47)
            break
        }
    }

    @Test func twoViewersOfOneChannelShareAWorkerAndHoldTwoTuners() async throws {
        let (first, _) = try await onAir(request())
        let second = try await sessions.tune(request())

        #expect([first.tuner, second.tuner] == [1, 0])
        #expect(pool.starts == 1)
        #expect(await sessions.snapshot().map(\.tuner) == [1, 0])
    }

    @Test func aThirdViewerIsRefusedAfterTheGrace() async throws {
        let held = (try await onAir(request()), try await sessions.tune(request()))

        await #expect(throws: TuneError.allTunersInUse) { try await inVain(request()) }
        withExtendedLifetime(held) {}
    }

    @Test func aTunerGivenBackServesWhoWaitsForIt() async throws {
        let (first, _) = try await onAir(request())
        let second = try await sessions.tune(request())
        let (sessions, third) = (sessions, request())
        let tuner = try await clock.pass(by: .milliseconds(5)) {
            async let stream = sessions.tune(third)
            await sessions.leave(first.session)
            return try await stream.tuner
        }

        #expect(tuner == 1)
        withExtendedLifetime(second) {}
    }

    @Test func aDroppedStreamGivesItsTunerBack() async throws {
        do { _ = try await onAir(request()) }
        try await wait { await sessions.snapshot().isEmpty }

        #expect(await sessions.tuners().allSatisfy { $0.use == nil })
    }

    @Test func anUnknownChannelAndAnUnknownTunerAreNotThere() async {
        await #expect(throws: TuneError.unknownChannel) {
            try await sessions.tune(request(ChannelNumber(9)))
        }
        await #expect(throws: TuneError.unknownChannel) {
            try await sessions.tune(request(tuner: 7))
        }
    }

    @Test func aWorkerThatCannotBeHadIsSaidWithItsRemedy() async {
        pool.refuse(true)

        await #expect(
            throws: TuneError.tuneFailed("No worker can be had. Let the test allow it.")
        ) { try await sessions.tune(request()) }
        #expect(await sessions.tuners().allSatisfy { $0.use == nil })
    }

    @Test func aWorkerThatSendsNothingGivesNoVideo() async throws {
        await #expect(throws: TuneError.noVideoData) { try await inVain(request()) }
        try await wait { await channels.isIdle }
    }

    @Test func aKilledWorkerIsReplacedBehindItsViewersBacks() async throws {
        let (stream, first) = try await onAir(request())
        first.die()
        let second = try #require(await nextWorker())
        var packets = Packets()
        second.write(packets.two(from: second.job.begin))

        #expect(first.wasEnded)
        #expect(second.job.entry == .resume)
        #expect(second.job.begin > first.job.begin)
        #expect(second.job.continuity["0"] != nil)
        var got = 0
        for await chunk in stream.chunks {
            got += chunk.readableBytes
            if got == (8 + 8) * 188 { break }
        }
    }

    @Test func aFileThatEndsTwoWorkersIsNotTriedAgain() async throws {
        let (stream, first) = try await onAir(request())
        var worker = first
        for _ in 0..<2 {
            #expect(worker.job.items.first?.path != nil)
            let start = try #require(worker.job.items.first).start
            worker.say(.playing(start: start, mode: .copy))
            try await wait { await channels.snapshot().first?.mode == .copy }
            worker.die()
            worker = try #require(
                try await clock.pass(by: .seconds(1)) { await nextWorker() })
        }

        #expect(worker.job.items.first?.path == nil)
        withExtendedLifetime(stream) {}
    }

    @Test func theSlateFollowsWhereNoWorkerMayTakeOver() async throws {
        let (stream, worker) = try await onAir(request())
        clock.advance(.milliseconds(200))
        var packets = Packets()
        worker.write(packets.two(from: worker.job.begin + .seconds(2)))
        try await clock.pass(by: .milliseconds(200)) { try await wait { pool.slates > 0 } }
        pool.refuse(true)
        worker.die()
        let pictures = await Self.pictures(of: stream, atLeast: 60, while: clock)

        #expect(pictures >= 60)
    }

    /// Counts pictures that reach the viewer while time passes.
    private static func pictures(
        of stream: TunedStream, atLeast most: Int, while clock: HandClock
    ) async -> Int {
        let chunks = stream.chunks
        let counted = try? await clock.pass(by: .milliseconds(200)) {
            var count = 0
            while count < most, let chunk = await chunks.read() {
                let bytes = Array(chunk.readableBytesView)
                bytes.withUnsafeBytes { bytes in
                    for place in stride(from: 0, to: bytes.count, by: TransportPacket.size) {
                        let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
                        guard let packet = TransportPacket(rest) else { continue }
                        if packet.pid == StreamLayout.videoPID, packet.startsUnit { count += 1 }
                    }
                }
            }
            return count
        }
        return counted ?? 0
    }

    @Test func aWorkerIsGivenMoreItemsWhenItAsks() async throws {
        let (stream, worker) = try await onAir(request())
        let end = try #require(worker.job.items.last).finish
        worker.say(.needsItems(until: end))
        try await wait { !worker.orders.isEmpty }

        guard case .extend(let items) = worker.orders[0] else {
            Issue.record("the worker got \(worker.orders[0])")
            return
        }
        #expect(items.first?.start == end)
        withExtendedLifetime(stream) {}
    }

    @Test func aKickedViewerIsHungUpOn() async throws {
        let hungUp = Mutex(false)
        let (stream, _) = try await onAir(request { hungUp.withLock { $0 = true } })

        #expect(await sessions.kick(stream.session))
        #expect(hungUp.withLock { $0 })
        #expect(await stream.chunks.read() == nil)
        #expect(await sessions.kick(stream.session) == false)
    }

    @Test func aChannelGoesOffTheAirAMinuteAfterItsLastViewer() async throws {
        let (stream, worker) = try await onAir(request())
        await sessions.leave(stream.session)
        let channels = channels
        try await clock.pass(by: .seconds(1)) {
            try await wait { await channels.isIdle }
        }

        #expect(worker.wasEnded)
    }

    @Test func aChannelWithoutViewersMakesRoomForAnother() async throws {
        let (first, worker) = try await onAir(request())
        let second = try await onAir(request(ChannelNumber(5, 1)))
        await sessions.leave(first.session)
        var other = request()
        other.profile = .sd480
        let third = try await onAir(other)

        #expect(worker.wasEnded)
        withExtendedLifetime((second, third)) {}
    }

    @Test func aNativeLockKeepsOthersOff() async throws {
        try await sessions.lock(tuner: 1, key: 9, owner: "10.0.0.9", presenting: nil)

        await #expect(throws: TuneError.tunerInUse) { try await inVain(request(tuner: 1)) }
        await #expect(throws: LockError.lockedBy("10.0.0.9")) {
            try await sessions.permit(tuner: 1, presenting: 8)
        }
        #expect(await sessions.tuners()[1].owner == "10.0.0.9")
        let (stream, _) = try await onAir(request())
        #expect(stream.tuner == 0)
    }
}
