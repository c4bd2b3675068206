import Broadcast
import Logging
import ServiceLifecycle
import Store
import Wire

/// Keeps every channel's timeline built ahead, one channel at a time, and the guide in step.
///
/// ``TimelineUpkeep`` decides, this actor acts. Position on air depends only on the timeline and
/// the wall clock, so a restart goes on where it would have been.
actor TimelineKeeper {
    /// How often every timeline is looked at when nothing has changed.
    private static let pause = Duration.seconds(300)

    let store: Store
    let guide: GuideCache
    let upkeep: TimelineUpkeep
    let now: @Sendable () -> AirTime
    let log: Logger
    private let nudges: AsyncStream<Void>
    private let nudge: AsyncStream<Void>.Continuation
    /// Says that timelines have changed: ``takeChanged()`` tells which.
    nonisolated let news: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation
    private var changed: Set<Channel.ID> = []
    /// Timelines that were built on or anew since the program began.
    private(set) var builds = 0
    /// Whether every timeline was looked at since the program began.
    private(set) var hasLookedAtAll = false
    private var isTending: Set<Channel.ID> = []
    private var waiting: [Channel.ID: [CheckedContinuation<Void, Never>]] = [:]
    /// Channels whose plan their owner has changed.
    private var replanned: Set<Channel.ID> = []
    /// How many streams of each channel there are.
    var streams: [Channel.ID: Int] = [:]
    /// On-demand channels that are watched, and whose clocks therefore run.
    var running: Set<Channel.ID> = []

    init(
        store: Store, guide: GuideCache, upkeep: TimelineUpkeep = TimelineUpkeep(),
        now: @escaping @Sendable () -> AirTime, log: Logger
    ) {
        self.store = store
        self.guide = guide
        self.upkeep = upkeep
        self.now = now
        self.log = log
        (nudges, nudge) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (news, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Channels, schedules or collections have changed: look at every timeline soon.
    nonisolated func inputsChanged() {
        nudge.yield()
    }

    /// The channels whose timelines have changed since this was last asked.
    func takeChanged() -> Set<Channel.ID> {
        defer { changed = [] }
        return changed
    }

    /// Puts a changed plan on air when the item that is on now ends, whatever guides said.
    func replan(_ id: Channel.ID) async throws {
        replanned.insert(id)
        guard let channel = try await store.channel(id), await tend(channel) else {
            inputsChanged()
            return
        }
        try await guide.refresh([id])
    }

    /// Looks at every channel once; a channel that fails does not keep the others waiting.
    func tendAll() async {
        var changed: Set<Channel.ID> = []
        do {
            for channel in try await store.channels() {
                if await tend(channel) { changed.insert(channel.id) }
            }
            try await guide.refresh(changed)
        } catch {
            log.error("timelines could not be looked after: \(error)")
        }
        hasLookedAtAll = true
    }

    /// Waits until nobody else works on a channel's timeline; ``letGo(of:)`` lets others.
    func takeHold(of id: Channel.ID) async {
        while !isTending.insert(id).inserted {
            await withCheckedContinuation { waiting[id, default: []].append($0) }
        }
    }

    func letGo(of id: Channel.ID) {
        isTending.remove(id)
        for next in waiting.removeValue(forKey: id) ?? [] { next.resume() }
    }

    /// Notes that a timeline is another than it was.
    func noteChange(of id: Channel.ID) {
        builds += 1
        changed.insert(id)
        tell.yield()
    }
}

// MARK: - Building

extension TimelineKeeper {
    /// - Returns: Whether the timeline has changed; not if somebody else works on it.
    func tend(_ channel: Channel) async -> Bool {
        guard !isTending.contains(channel.id) else { return false }
        await takeHold(of: channel.id)
        defer { letGo(of: channel.id) }
        do {
            let isChanged = try await buildAhead(channel)
            if isChanged { noteChange(of: channel.id) }
            return isChanged
        } catch is CancellationError {
            return false
        } catch {
            log.error("the timeline of channel \(channel.number) could not be built: \(error)")
            return false
        }
    }

    private func buildAhead(_ channel: Channel) async throws -> Bool {
        let now = try await time(on: channel)
        try await tendRelayed(by: channel.id)
        guard let inputs = try await TimelineInputs.read(of: channel.id, in: store, at: now) else {
            return false
        }
        let key = TimelineInputs.key(of: channel.id)
        let anchors = try await store.anchors(of: channel.id)
        let isNew = try await store.setting(key) != inputs.stamp
        let state = try await state(of: channel.id, anchors, isNew: isNew, at: now)
        let builder = TimelineBuilder(
            channel: channel, inputs: inputs, store: store, log: log, upkeep: upkeep, now: now)
        if replanned.remove(channel.id) != nil, let first = state.first, first <= now {
            try await builder.beginAfterItem(at: now, anchors)
        } else {
            switch upkeep.step(state, now: now) {
            case .rest: return false
            case .build(let index):
                guard try await builder.build(from: anchors[index]) || isNew else { return false }
            case .begin(let instant): try await builder.begin(at: instant, after: anchors.last)
            }
        }
        if isNew { try await store.set(key, to: inputs.stamp) }
        return true
    }

    private func state(
        of channel: Channel.ID, _ anchors: [StoredAnchor], isNew: Bool, at now: AirTime
    ) async throws -> TimelineUpkeep.State {
        TimelineUpkeep.State(
            anchors: anchors.map(\.instant), first: try await store.timelineStart(of: channel),
            ahead: try await store.timelineCount(of: channel, after: now),
            silence: isNew ? try await silence(of: channel, at: now) : nil, hasChanged: isNew,
            fetched: isNew ? try await guide.fetchedUntil() : nil)
    }

    /// Looks after the channels first that this one shows; a circle of them ends by itself.
    private func tendRelayed(by channel: Channel.ID) async throws {
        guard let stored = try await store.schedule(of: channel),
            let schedule = try? TimelineInputs.schedule(stored)
        else { return }
        for id in schedule.relayed.sorted() {
            guard let other = try await store.channel(id) else { continue }
            if await tend(other) { try await guide.refresh([id]) }
        }
    }

    private func silence(of channel: Channel.ID, at now: AirTime) async throws -> AirTime? {
        let end = now + upkeep.horizon + .hours(24)
        return TimelineUpkeep.silence(
            at: try await store.timeline(of: channel, from: now, to: end))
    }
}

extension TimelineBuilder {
    /// Begins anew when the item that is on at `instant` ends.
    fileprivate func beginAfterItem(at instant: AirTime, _ anchors: [StoredAnchor]) async throws {
        let item = try await store.timeline(
            of: channel.id, from: instant, to: instant + .hours(1)
        ).first
        let end = item?.finish ?? instant
        let known = anchors.last { $0.instant <= end }
        try await begin(at: end, after: known ?? StoredAnchor(instant: end, anchor: ""))
    }
}

extension TimelineKeeper: Programming {
    func channels() async throws -> [Channel] {
        try await store.channels()
    }

    func streamItems(
        on channel: Channel.ID, from: AirTime, until: AirTime
    ) async throws -> [StreamItem] {
        var items = try await store.shownTimeline(of: channel, from: from, to: until)
        if (items.last?.finish ?? from) < until, let known = try await store.channel(channel),
            await tend(known)
        {
            items = try await store.shownTimeline(of: channel, from: from, to: until)
        }
        let ids = Array(Set(items.compactMap(\.media)))
        return [StreamItem](
            items, from: from, until: until, media: try await store.media(ids),
            faults: try await store.unplayable(ids))
    }
}

extension TimelineKeeper: ServiceLifecycle.Service {
    /// Looks after the timelines until the program ends: at once, then whenever something has
    /// changed, and every few minutes.
    func run() async {
        await withTaskGroup { group in
            group.addTask { [nudge] in
                while !Task.isCancelled {
                    nudge.yield()
                    try? await Task.sleep(for: Self.pause)
                }
            }
            for await _ in nudges.cancelOnGracefulShutdown() { await tendAll() }
            group.cancelAll()
        }
    }
}
