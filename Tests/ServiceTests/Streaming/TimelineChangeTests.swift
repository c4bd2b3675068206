import Broadcast
import Logging
import Synchronization
import Testing
import Wire

@testable import Service

/// What viewers see of a timeline that changes while they watch.
@Suite(.timeLimit(.minutes(1))) struct TimelineChangeTests {
    /// Films of ten minutes, and from a set instant on another one.
    private final class Films: Programming {
        private let change = Mutex<AirTime?>(nil)
        let watching = Mutex<[String]>([])

        func change(at instant: AirTime) { change.withLock { $0 = instant } }
        func channels() -> [Channel] { CardProgramming().lineup }
        func watched(_ channel: Channel.ID) { watching.withLock { $0.append("watched") } }
        func unwatched(_ channel: Channel.ID, since time: AirTime) {
            let seconds = (time - HandClock.start).components.seconds
            watching.withLock { $0.append("unwatched since \(seconds)") }
        }

        func streamItems(
            on channel: Channel.ID, from: AirTime, until: AirTime
        ) -> [StreamItem] {
            let films = CardProgramming().streamItems(on: channel, from: from, until: until)
            guard let instant = change.withLock({ $0 }) else { return films }
            let kept = films.filter { $0.start < instant }.map { film in
                StreamItem(
                    start: film.start, finish: min(film.finish, instant), path: film.path,
                    title: film.title)
            }
            let other = StreamItem(
                start: instant, finish: until + .hours(1), path: "/films/two.mkv", title: "Two")
            return kept.filter { $0.finish > from } + [other]
        }
    }

    private let clock = HandClock()
    private let pool = PipePool()
    private let films = Films()
    private let channels: Channels
    private let sessions: Sessions

    init() {
        let (clock, pool) = (clock, pool)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let options = StreamingOptions(idleTimeout: .seconds(60), maxChannels: 2)
        channels = Channels(
            programming: films, launch: { try pool.launch($0) }, options: options,
            makeClock: { clock.air }, log: log)
        sessions = Sessions(
            programming: films, channels: channels, ledger: TunerLedger(tuners: 2),
            options: options, clock: clock.air, sleep: { try await clock.sleep($0) }, log: log)
    }

    private func nextWorker() async -> PipeWorker? {
        for await worker in pool.started { return worker }
        return nil
    }

    private func tune() async throws -> (TunedStream, PipeWorker) {
        async let stream = sessions.tune(
            TuneRequest(number: ChannelNumber(1), peer: "10.0.0.2", transport: .http))
        let worker = try #require(await nextWorker())
        var packets = Packets()
        worker.write(packets.two(from: worker.job.begin))
        return (try await stream, worker)
    }

    @Test func theStreamFollowsAtOnceAndViewersStayConnected() async throws {
        let (stream, first) = try await tune()
        let instant = HandClock.start + .seconds(8)
        films.change(at: instant)
        await channels.timelineChanged(of: Channel.ID(1))
        let second = try #require(await nextWorker())

        #expect(first.wasEnded)
        #expect(second.job.entry == .resume)
        #expect(second.job.begin > first.job.begin)
        #expect(second.job.items.map(\.path) == ["/films/one.mkv", "/films/two.mkv"])
        #expect(second.job.items.map(\.start)[1] == instant)
        #expect(await sessions.snapshot().count == 1)
        withExtendedLifetime(stream) {}
    }

    @Test func aChangeThatViewersDoNotSeeReplacesNoWorker() async throws {
        let (stream, worker) = try await tune()
        await channels.timelineChanged(of: Channel.ID(1))
        await channels.timelineChanged(of: Channel.ID(2))
        films.change(at: HandClock.start + .hours(5))
        await channels.timelineChanged(of: Channel.ID(1))

        #expect(pool.starts == 1)
        #expect(!worker.wasEnded)
        withExtendedLifetime(stream) {}
    }

    @Test func aSecondChangeWaitsUntilAnotherWorkerMayTakeOver() async throws {
        let (stream, _) = try await tune()
        films.change(at: HandClock.start + .seconds(8))
        await channels.timelineChanged(of: Channel.ID(1))
        _ = try #require(await nextWorker())
        films.change(at: HandClock.start + .seconds(200))
        await channels.timelineChanged(of: Channel.ID(1))
        #expect(pool.starts == 2)

        clock.advance(.seconds(5))
        _ = await channels.tick()
        let third = try #require(await nextWorker())
        #expect(third.job.items.map(\.path) == ["/films/one.mkv", "/films/two.mkv"])
        withExtendedLifetime(stream) {}
    }

    @Test func aWorkerThatIsLostSoonAfterHasASuccessorAtOnce() async throws {
        let (stream, _) = try await tune()
        films.change(at: HandClock.start + .seconds(8))
        await channels.timelineChanged(of: Channel.ID(1))
        let second = try #require(await nextWorker())
        second.die()
        let third = try #require(await nextWorker())

        #expect(third.job.items.map(\.path) == ["/films/one.mkv", "/films/two.mkv"])
        #expect(await channels.guards().restarts == [Channel.ID(1): 1])
        withExtendedLifetime(stream) {}
    }

    @Test func theLastStreamThatEndsSaysSinceWhenNobodyWatches() async throws {
        let (stream, _) = try await tune()
        #expect(films.watching.withLock { $0 } == ["watched"])
        clock.advance(.seconds(5))
        await sessions.leave(stream.session)
        clock.advance(.seconds(60))
        _ = await channels.tick()
        try await wait { films.watching.withLock { $0.count } == 2 }
        #expect(films.watching.withLock { $0 } == ["watched", "unwatched since 5"])
    }
}
