import Broadcast
import Store

extension TimelineKeeper {
    /// Leaves the programme that is on at `wish`, or now, for the one that comes next. Everything
    /// after it moves up as far as fixed starts let it, and no collection loses its place.
    ///
    /// - Parameter notice: How much ahead of now a stream has been made already.
    /// - Returns: What begins instead.
    /// - Throws: ``SkipError``; `nil` if there is no such channel.
    func skip(
        _ id: Channel.ID, at wish: AirTime?, notice: Duration
    ) async throws -> PlayoutItem? {
        guard let channel = try await store.channel(id) else { return nil }
        await takeHold(of: id)
        let begun: PlayoutItem
        do {
            defer { letGo(of: id) }
            begun = try await leaveProgramme(on: channel, at: wish, notice: notice)
        }
        try await guide.refresh([id])
        for other in try await store.channels() where other.id != id {
            guard let stored = try await store.schedule(of: other.id),
                let schedule = try? TimelineInputs.schedule(stored), schedule.relayed.contains(id)
            else { continue }
            try await replan(other.id)
        }
        return begun
    }

    private func leaveProgramme(
        on channel: Channel, at wish: AirTime?, notice: Duration
    ) async throws -> PlayoutItem {
        let now = try await time(on: channel)
        let isLive = !channel.isOnDemand || running.contains(channel.id)
        let instant = max(wish ?? now, isLive ? now + notice : now)
        guard let inputs = try await TimelineInputs.read(of: channel.id, in: store, at: now),
            let item = try await store.timeline(
                of: channel.id, from: instant, to: instant + .microseconds(1)
            ).first
        else { throw SkipError.notAhead }
        if wish.map({ $0 < now }) == true { throw SkipError.notAhead }
        if case .mirror = inputs.schedule { throw SkipError.showsAnother }
        guard item.media != nil else { throw SkipError.nothingOn }
        let builder = TimelineBuilder(
            channel: channel, inputs: inputs, store: store, log: log, upkeep: upkeep, now: now)
        try await builder.skip(item, at: instant)
        noteChange(of: channel.id)
        let next = try await store.timeline(
            of: channel.id, from: instant, to: instant + .microseconds(1)
        ).first
        return next ?? item
    }
}
