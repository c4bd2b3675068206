import Broadcast
import Logging

/// Runs one worker for each feed that is watched, however many watch it, and a while longer.
actor Channels {
    private struct OnAir {
        let transmission: Transmission
        var viewers: Set<Session.ID> = []
        /// When the last viewer left; `nil` while somebody watches.
        var emptySince: Duration?
    }

    private let programming: any Programming
    private let launch: Launch
    private let desk: RestartDesk
    private let clock: AirClock
    private let makeClock: @Sendable () -> AirClock
    private let options: StreamingOptions
    private let log: Logger
    private var onAir: [Feed: OnAir] = [:]

    /// - Parameter makeClock: Ties a channel that goes on air to the wall clock of that moment.
    init(
        programming: any Programming, launch: @escaping Launch, options: StreamingOptions,
        makeClock: @escaping @Sendable () -> AirClock = AirClock.system, log: Logger
    ) {
        self.programming = programming
        self.launch = launch
        self.options = options
        self.makeClock = makeClock
        self.log = log
        clock = makeClock()
        desk = RestartDesk(clock: clock)
    }

    /// Whether nothing runs.
    var isIdle: Bool { onAir.isEmpty }

    /// Counts a viewer in, and puts the feed on air if it isn't.
    ///
    /// - Throws: ``ChannelsFull`` if too many run already.
    func join(
        _ session: Session.ID, _ channel: Channel, profile: OutputProfile
    ) throws(ChannelsFull) -> Transmission {
        let feed = Feed(channel: channel.id, profile: profile)
        if let running = onAir[feed], !running.transmission.hub.hasEnded {
            onAir[feed]?.viewers.insert(session)
            onAir[feed]?.emptySince = nil
            return running.transmission
        }
        if let ended = onAir.removeValue(forKey: feed) {
            tellUnwatched(feed, since: ended.transmission.hub.clock.now)
        }
        try makeRoom()
        let transmission = Transmission(
            channel: channel, profile: profile, programming: programming, launch: launch,
            desk: desk, clock: makeClock(), lead: options.lead, log: log)
        onAir[feed] = OnAir(transmission: transmission, viewers: [session])
        Task {
            await programming.watched(channel.id)
            await transmission.start()
        }
        return transmission
    }

    /// Counts a viewer out. A feed that shows nothing is taken off at once.
    func leave(_ session: Session.ID, _ feed: Feed) {
        guard onAir[feed]?.viewers.remove(session) != nil else { return }
        guard let running = onAir[feed], running.viewers.isEmpty else { return }
        onAir[feed]?.emptySince = clock.instant
        let hub = running.transmission.hub
        if options.idleTimeout <= .zero || hub.hasEnded || !hub.standing.hasStarted {
            takeOff(feed)
        }
    }

    /// Does what time alone brings.
    ///
    /// - Returns: The sessions that take nothing any more.
    func tick() async -> [Session.ID] {
        for (feed, running) in onAir {
            guard let since = running.emptySince else { continue }
            if clock.instant - since >= options.idleTimeout { takeOff(feed) }
        }
        var stuck: [Session.ID] = []
        for running in onAir.values { stuck += await running.transmission.tick() }
        return stuck
    }

    func snapshot() async -> [FeedSnapshot] {
        var feeds: [FeedSnapshot] = []
        for running in onAir.values {
            feeds.append(await running.transmission.snapshot(viewers: running.viewers.count))
        }
        return feeds.sorted { ($0.number, $0.profile) < ($1.number, $1.profile) }
    }

    /// What the guards have counted.
    func guards() async -> GuardCounts { await desk.report() }

    /// Takes everything off the air.
    func shutdown() async {
        let running = onAir
        onAir = [:]
        for (feed, gone) in running {
            await gone.transmission.stop()
            await programming.unwatched(feed.channel, since: since(gone))
        }
    }

    /// A timeline is another than what was given to the channel's workers.
    func timelineChanged(of channel: Channel.ID) async {
        for (feed, running) in onAir where feed.channel == channel {
            await running.transmission.timelineChanged()
        }
    }

    private func takeOff(_ feed: Feed) {
        guard let gone = onAir.removeValue(forKey: feed) else { return }
        Task { await gone.transmission.stop() }
        tellUnwatched(feed, since: since(gone))
    }

    private func tellUnwatched(_ feed: Feed, since time: AirTime) {
        Task { [programming] in await programming.unwatched(feed.channel, since: time) }
    }

    /// When the last viewer left, or now, by what was on air.
    private func since(_ running: OnAir) -> AirTime {
        running.transmission.hub.clock.now
            - (running.emptySince.map { clock.instant - $0 } ?? .zero)
    }

    /// Ends the feed that has been without viewers for longest, if all places are taken.
    private func makeRoom() throws(ChannelsFull) {
        guard onAir.count >= options.maxChannels else { return }
        let empty = onAir.compactMap { feed, running in running.emptySince.map { (feed, $0) } }
        guard let oldest = empty.min(by: { $0.1 < $1.1 }) else {
            throw ChannelsFull(limit: options.maxChannels)
        }
        takeOff(oldest.0)
    }
}

/// As many channels run as may.
struct ChannelsFull: Explained, Equatable {
    let limit: Int

    var message: String { "\(limit) channels run already, as many as may at once." }
    var remedy: String { "Stop watching one of them, or raise streaming.max_channels." }
}
