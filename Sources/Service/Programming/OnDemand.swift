import Broadcast
import Logging
import Store

/// On-demand channels: their clocks stand still while nobody watches.
extension TimelineKeeper {
    func watched(_ id: Channel.ID) async {
        streams[id, default: 0] += 1
        guard !running.contains(id) else { return }
        do {
            guard let channel = try await store.channel(id), channel.isOnDemand else { return }
            await takeHold(of: id)
            defer { letGo(of: id) }
            if running.insert(id).inserted { try await takeUp(channel) }
            try await guide.refresh([id])
        } catch {
            log.error("an on-demand channel does not go on where it was left: \(error)")
        }
    }

    func unwatched(_ id: Channel.ID, since time: AirTime) async {
        streams[id] = streams[id].flatMap { $0 > 1 ? $0 - 1 : nil }
        guard streams[id] == nil, running.contains(id) else { return }
        do {
            await takeHold(of: id)
            defer { letGo(of: id) }
            guard streams[id] == nil, running.remove(id) != nil,
                try await store.channel(id)?.isOnDemand == true
            else { return }
            try await store.set(ChannelClock(at: time, isRunning: false), of: id)
            try await guide.refresh([id])
        } catch {
            log.error("it is not kept where an on-demand channel was left: \(error)")
        }
    }

    /// The time on a channel: now, or where its clock stands while nobody watches it.
    func time(on channel: Channel) async throws -> AirTime {
        let now = now()
        guard channel.isOnDemand else { return now }
        if running.contains(channel.id) || streams[channel.id] != nil {
            // As far as a channel is known to have been watched, should the program end now.
            if running.contains(channel.id) {
                try await store.set(ChannelClock(at: now, isRunning: true), of: channel.id)
            }
            return now
        }
        if let clock = try await store.clock(of: channel.id) { return clock.at }
        try await store.set(ChannelClock(at: now, isRunning: false), of: channel.id)
        return now
    }

    /// Moves what was left to now.
    private func takeUp(_ channel: Channel) async throws {
        let now = now()
        let clock = try await store.clock(of: channel.id)
        if let left = clock?.at, left < now,
            let item = try await store.timeline(
                of: channel.id, from: left, to: left + .microseconds(1)
            ).first,
            let inputs = try await TimelineInputs.read(of: channel.id, in: store, at: now)
        {
            let builder = TimelineBuilder(
                channel: channel, inputs: inputs, store: store, log: log, upkeep: upkeep, now: now)
            try await builder.resume(item, from: left)
            noteChange(of: channel.id)
        }
        try await store.set(ChannelClock(at: now, isRunning: true), of: channel.id)
    }
}
