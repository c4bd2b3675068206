import Broadcast
import Logging
import Wire

/// One feed on air: keeps a worker running for it, feeds the worker with what the timeline says,
/// and replaces the worker when it is lost, while viewers stay connected to the hub.
actor Transmission {
    private enum Phase {
        case starting
        case running(Running)
        /// The worker was lost and no other may start yet.
        case waiting
        case over(reason: String?)
    }

    /// A worker and what listens to it.
    private struct Running {
        let worker: Worker
        let reader: PipeReader
        var watch: WorkerWatch
        var playing: (start: AirTime, mode: WorkerEvent.Mode)?
        /// The worker plays well, and the desk knows.
        var isProven = false
    }

    /// How long a worker has to play before its channel counts as sound again.
    private static let proof = Duration.seconds(10)
    /// How long after a worker's start the slate is made: what viewers wait for comes first.
    private static let slateDelay = Duration.seconds(2)
    /// How little of the stream may be left when the slate follows, and how much of it is made.
    private static let slateMargin = Duration.seconds(1)
    /// A file at which so many workers were lost is not tried again in its slot.
    private static let patience = 2
    /// How soon a timeline that could not be read is asked again.
    private static let retry = Duration.seconds(5)

    nonisolated let feed: Feed
    nonisolated let hub: Hub
    nonisolated let channel: Channel
    private let programming: any Programming
    private let launch: Launch
    private let desk: RestartDesk
    private let clock: AirClock
    private let lead: Duration
    private let log: Logger
    private var phase = Phase.starting
    private var order: RunningOrder?
    /// When to ask the timeline for more, because it failed before.
    private var askAgain: Duration?
    private var isExtending = false
    /// The timeline is no longer what the worker was given.
    private var isBehind = false
    /// What is shown where no worker plays, once it is made.
    private var slate: [SlatePicture] = []
    private var hasAskedForSlate = false
    /// How many workers were lost at the item that begins at an instant.
    private var accused: [AirTime: Int] = [:]
    /// The slate on air.
    private var reel: SlateReel?
    private(set) var restarts = 0

    init(
        channel: Channel, profile: OutputProfile, programming: any Programming,
        launch: @escaping Launch, desk: RestartDesk, clock: AirClock, lead: Duration, log: Logger
    ) {
        self.channel = channel
        self.programming = programming
        self.launch = launch
        self.desk = desk
        self.clock = clock
        self.lead = lead
        feed = Feed(channel: channel.id, profile: profile)
        hub = Hub(clock: clock, lead: lead)
        var log = log
        log[metadataKey: "channel"] = "\(channel.number)"
        self.log = log
    }

    /// Puts the channel on air. If that fails the hub ends, and ``failure`` says why.
    func start() async {
        guard await desk.mayStart(channel.id) else {
            return finish(
                "Channel \(channel.number) failed several times in a row. "
                    + "It is tried again within two minutes; the log says why it failed.")
        }
        do {
            try await startWorker()
        } catch {
            // Nothing has been played: that says nothing about the channel.
            await desk.abandoned(channel.id)
            log.error("The channel cannot start: \(error)")
            finish("\(error)")
        }
    }

    /// Takes the channel off the air.
    func stop() async {
        if case .running(let running) = phase { end(running) }
        await desk.abandoned(channel.id)
        finish(nil)
    }

    /// Why it could not be put on air.
    var failure: String? {
        if case .over(let reason) = phase { reason } else { nil }
    }

    private func finish(_ reason: String?) {
        phase = .over(reason: reason)
        hub.end()
    }
}

// MARK: - The worker

extension Transmission {
    private func startWorker() async throws {
        reel = nil
        isBehind = false
        let takeover = Takeover(after: hub.takeOver(), now: clock.now)
        accused = accused.filter { $0.key > takeover.begin - .seconds(86_400) }
        let items = try await self.items(
            from: takeover.begin, until: takeover.begin + RunningOrder.horizon)
        let worker = try await launch(.stream(job(takeover, items)))
        // It may have been taken off the air meanwhile.
        if case .over = phase { return worker.end() }
        order = RunningOrder(begin: takeover.begin, items: items)
        adopt(worker)
    }

    /// What the timeline has; without files at which workers were lost.
    private func items(from: AirTime, until: AirTime) async throws -> [StreamItem] {
        try await programming.streamItems(on: channel.id, from: from, until: until)
            .map { accused[$0.start, default: 0] < Self.patience ? $0 : $0.withoutFile }
    }

    private func job(_ takeover: Takeover, _ items: [StreamItem]) -> StreamJob {
        StreamJob(
            channel: channel.id, number: channel.number, name: channel.name, profile: feed.profile,
            looks: channel.looks, clock: clock.anchor, begin: takeover.begin, entry: takeover.entry,
            soundBegin: takeover.soundBegin, lastClock: takeover.lastClock, lead: lead,
            continuity: takeover.continuity,
            items: items)
    }

    private func adopt(_ worker: Worker) {
        guard let output = worker.output else { return worker.end() }
        let hub = hub
        let reader = PipeReader(output) { fill in
            try? hub.receive(fill)
        } finish: {
            Task { await self.lost(worker.id, "it ended") }
        }
        phase = .running(
            Running(worker: worker, reader: reader, watch: WorkerWatch(started: clock.instant)))
        reader.start()
        Task {
            for await news in worker.news { await take(news, from: worker) }
        }
    }

    private func take(_ news: WorkerNews, from worker: Worker) async {
        guard case .running(var running) = phase, running.worker.id == worker.id else { return }
        switch news {
        case .event(.playing(let start, let mode)):
            running.playing = (start, mode)
            phase = .running(running)
        case .event(.failed(let start, let reason)):
            let title = order?.item(at: start)?.title ?? ""
            log.warning(
                "\(title.onOneLine.prefix(100)) is not played: \(reason.onOneLine.prefix(300))")
        case .event(.needsItems): await extend()
        case .event(.probed), .event(.unplayable), .event(.read), .event(.unread), .event(.made),
            .event(.slate), .event(.shrunk):
            break
        case .ended(let status):
            log.debug("The worker ended with \(status).")
        }
    }

    /// Gives the worker what comes next.
    private func extend() async {
        guard let from = order?.until, !isExtending else { return }
        isExtending = true
        defer { isExtending = false }
        do {
            let items = try await programming.streamItems(
                on: channel.id, from: from, until: from + RunningOrder.horizon)
            guard case .running(let running) = phase, order?.until == from else { return }
            let more = order?.extend(by: items, now: clock.now) ?? []
            running.worker.send(.extend(items: more))
            askAgain = nil
        } catch {
            log.error("The timeline cannot be read: \(error)")
            askAgain = clock.instant + Self.retry
        }
    }

    private func end(_ running: Running) {
        running.reader.stop()
        running.worker.end()
    }
}

// MARK: - Without one

extension Transmission {
    /// Has the slate made, once.
    private func makeSlate() async {
        guard !hasAskedForSlate else { return }
        hasAskedForSlate = true
        let job = SlateJob(
            profile: feed.profile, number: channel.number, name: channel.name,
            text: "Back in a moment")
        do {
            for await case .event(.slate(let pictures)) in try await launch(.slate(job)).news {
                slate = pictures
            }
        } catch {
            log.debug("There is no slate: \(error)")
        }
    }

    /// Goes on with the slate where the last worker's stream is about to run out.
    private func showSlate() {
        let standing = hub.standing
        guard standing.hasStarted, let head = standing.head,
            head < clock.now + Self.slateMargin
        else { return }
        if reel == nil {
            log.warning("The channel shows its slate.")
            reel = SlateReel(slate, after: Takeover(after: hub.takeOver(), now: clock.now))
        }
        let end = StreamTime.ticks(clock.now + Self.slateMargin)
        guard var bytes = reel?.packets(until: end)[...] else { return }
        while !bytes.isEmpty {
            let fed = try? hub.receive { room in
                let part = bytes.prefix(room.count)
                room.copyBytes(from: part)
                bytes = bytes.dropFirst(part.count)
                return part.count
            }
            guard fed != nil else { return }
        }
    }
}

extension SlateReel {
    fileprivate init?(_ slate: [SlatePicture], after takeover: Takeover) {
        let begin = StreamTime.ticks(takeover.begin)
        let continuity = takeover.continuity.compactMap { pid, counter in
            Int(pid).map { ($0, counter) }
        }
        self.init(
            slate, pictureBegin: begin,
            soundBegin: takeover.soundBegin.map(StreamTime.ticks) ?? begin,
            continuity: Dictionary(uniqueKeysWithValues: continuity),
            lastClock: takeover.lastClock.map(StreamTime.ticks))
    }
}

// MARK: - Replacing it

extension Transmission {
    /// Ends a worker that is lost or no good, and lets another take over as soon as one may.
    private func lost(_ id: Int, _ why: String) async {
        guard case .running(let running) = phase, running.worker.id == id else { return }
        end(running)
        phase = .waiting
        if let start = running.playing?.start { accused[start, default: 0] += 1 }
        log.warning("The channel's worker is replaced: \(why).")
        await desk.failed(channel.id)
        await restart()
    }

    /// The timeline has changed: a worker that was given something else is replaced as soon as one
    /// may be.
    func timelineChanged() async {
        isBehind = true
        await catchUp()
    }

    private func catchUp() async {
        guard isBehind, case .running(let running) = phase, let order else { return }
        let from = max(hub.standing.head ?? clock.now, clock.now)
        guard from < order.until,
            let planned = try? await items(from: from, until: order.until),
            !order.agrees(with: planned, from: from)
        else {
            isBehind = false
            return
        }
        await restart(inPlaceOf: running.worker.id)
    }

    /// The only way by which a worker takes over from another: one that was lost, or one that
    /// still runs.
    private func restart(inPlaceOf id: Int? = nil) async {
        guard isReplaceable(id), await mayStartAnother(inPlaceOf: id) else { return }
        guard isReplaceable(id) else { return await desk.abandoned(channel.id) }
        if case .running(let running) = phase { end(running) }
        phase = .starting
        if id == nil { restarts += 1 }
        do {
            try await startWorker()
        } catch {
            log.error("The channel's worker cannot be replaced yet: \(error)")
            await desk.abandoned(channel.id)
            if case .starting = phase { phase = .waiting }
        }
    }

    private func mayStartAnother(inPlaceOf id: Int?) async -> Bool {
        if id == nil {
            await desk.mayRestart(channel.id)
        } else {
            await desk.mayReplace(channel.id)
        }
    }

    /// Whether no worker runs and one is waited for, or it is this one that runs.
    private func isReplaceable(_ id: Int?) -> Bool {
        switch phase {
        case .waiting: id == nil
        case .running(let running): running.worker.id == id
        case .starting, .over: false
        }
    }

    /// Does what time alone brings.
    ///
    /// - Returns: The sessions that take nothing any more.
    func tick() async -> [Session.ID] {
        let stuck = hub.tick()
        switch phase {
        case .waiting:
            showSlate()
            Task { await restart() }
        case .running(let running): await look(after: running)
        case .starting, .over: break
        }
        return stuck
    }

    private func look(after running: Running) async {
        var running = running
        let (standing, now) = (hub.standing, clock.instant)
        running.watch.hasSent = running.watch.hasSent || standing.lastBytes > running.watch.started
        let verdict = running.watch.verdict(
            at: now, lastBytes: standing.lastBytes, ahead: standing.head.map { $0 - clock.now },
            lead: lead)
        if let verdict {
            if verdict != .tooOld { await desk.timedOut() }
            return await lost(running.worker.id, verdict.rawValue)
        }
        let proves =
            !running.isProven && running.watch.hasSent
            && now - running.watch.started >= Self.proof
        running.isProven = running.isProven || proves
        phase = .running(running)
        if running.watch.hasSent, now - running.watch.started >= Self.slateDelay {
            Task { await makeSlate() }
        }
        if proves { await desk.succeeded(channel.id) }
        if let askAgain, askAgain <= now { await extend() }
        if isBehind { await catchUp() }
    }

    func snapshot(viewers: Int) -> FeedSnapshot {
        var running: Running?
        if case .running(let now) = phase { running = now }
        return FeedSnapshot(
            channel: channel.id, number: channel.number, name: channel.name,
            profile: feed.profile.name, state: state, viewers: viewers,
            worker: running?.worker.pid, mode: running?.playing?.mode,
            title: order?.item(at: clock.now)?.title, rate: hub.standing.rate, restarts: restarts)
    }

    private var state: FeedSnapshot.State {
        switch phase {
        case .starting: .starting
        case .running: .onAir
        case .waiting: .waiting
        case .over: .failed
        }
    }
}
