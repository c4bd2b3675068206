import Broadcast
import Logging
import NIOCore
import Testing
import Wire

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct SegmentRoomTests {
    private let clock = HandClock()
    private let pool = PipePool()
    private let sessions: Sessions
    private let room: SegmentRoom

    init() {
        let (clock, pool) = (clock, pool)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let options = StreamingOptions(idleTimeout: .zero, maxChannels: 2)
        let channels = Channels(
            programming: CardProgramming(), launch: { try pool.launch($0) }, options: options,
            makeClock: { clock.air }, log: log)
        sessions = Sessions(
            programming: CardProgramming(), channels: channels, ledger: TunerLedger(tuners: 1),
            options: options, clock: clock.air, sleep: { try await clock.sleep($0) }, log: log)
        room = SegmentRoom(tuners: sessions, clock: clock.air)
    }

    private func listing() async throws -> [MediaPlaylist.Segment] {
        try await room.listing(of: ChannelNumber(1), peer: "10.0.0.2", agent: "Safari")
    }

    /// Puts channel 1 on air, with a key picture at each of these seconds.
    private func onAir(seconds: Int) async throws -> (PipeWorker, Packets, AirTime) {
        async let first = listing()
        let worker = try #require(await nextWorker())
        var packets = Packets()
        let begin = worker.job.begin
        for second in 0..<seconds { worker.write(packets.second(at: begin + .seconds(second))) }
        _ = try await first
        return (worker, packets, begin)
    }

    private func nextWorker() async -> PipeWorker? {
        for await worker in pool.started { return worker }
        return nil
    }

    @Test func segmentsOfTwoSecondsBeginWithTablesAndAKeyPicture() async throws {
        let (_, _, begin) = try await onAir(seconds: 9)
        try await wait { (try? await listing().count) == 3 }

        let listed = try await listing()
        #expect(listed.map(\.begin) == [0, 2, 4].map { begin + .seconds($0) })
        #expect(listed.allSatisfy { $0.duration == .seconds(2) })
        #expect(listed.map(\.number) == (0..<3).map { Int(begin.seconds) + $0 })
        for segment in listed {
            let bytes = try #require(await room.segment(segment.number, of: ChannelNumber(1)))
            var whole = ByteBuffer()
            for var piece in bytes { whole.writeBuffer(&piece) }
            #expect(whole.readableBytes == 12 * TransportPacket.size)
            let isTable = whole.withUnsafeReadableBytes { TransportPacket($0)?.pid == 0 }
            #expect(isTable)
        }
    }

    @Test func segmentsAreDatedByTheStreamNotByTheWallClockAtTheProgramsStart() async throws {
        let early = SegmentRoom(
            tuners: sessions, clock: clock.air(by: HandClock.start - .hours(100)))
        async let listed = early.listing(of: ChannelNumber(1), peer: "10.0.0.2", agent: "Safari")
        let worker = try #require(await nextWorker())
        var packets = Packets()
        let begin = worker.job.begin
        for second in 0..<9 { worker.write(packets.second(at: begin + .seconds(second))) }
        #expect(try await listed.first?.begin == begin)
    }

    @Test func manyWatchOneSessionThatHoldsNoTuner() async throws {
        _ = try await onAir(seconds: 9)
        for _ in 0..<5 { _ = try await listing() }

        let sessions = await sessions.snapshot()
        #expect(sessions.map(\.transport) == [.hls])
        #expect(sessions.map(\.tuner) == [nil])
        #expect(pool.starts == 1)
    }

    @Test func aChannelNobodyAsksForGoesOffTheAir() async throws {
        var (worker, packets, begin) = try await onAir(seconds: 9)
        clock.advance(SegmentRoom.patience + .seconds(1))
        worker.write(packets.two(from: begin + .seconds(22)))

        try await wait { worker.wasEnded }
        #expect(await sessions.snapshot().isEmpty)
        #expect(await room.segment(Int(begin.seconds), of: ChannelNumber(1)) == nil)
    }

    @Test func whatCannotBeTunedIsSaid() async throws {
        await #expect(throws: TuneError.unknownChannel) {
            try await room.listing(of: ChannelNumber(9), peer: "10.0.0.2", agent: "")
        }
        pool.refuse(true)
        let (time, segments) = (clock, room)
        await #expect(throws: TuneError.self) {
            _ = try await time.pass(by: .milliseconds(100)) {
                try await segments.listing(of: ChannelNumber(1), peer: "10.0.0.2", agent: "")
            }
        }
    }
}
