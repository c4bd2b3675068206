/// A channel of a plan document that others show.
struct PlanChannel: Equatable, Sendable {
    let id: Channel.ID
    let schedule: Schedule
}

extension PlanDocument {
    /// Builds the document's timeline, and before it those of the channels that it shows.
    ///
    /// - Parameters:
    ///   - zone: The rules of ``zone``.
    ///   - anchor: Where an earlier build ended; ``Playout`` says more.
    public func build(
        in zone: ZoneRules, anchor: PlayoutAnchor?, from: AirTime, to: AirTime
    ) throws(SchedulingError) -> PlayoutBuild {
        // Slots show other channels for a week at most.
        let later = channels.map(\.schedule.advance).reduce(schedule.advance + .hours(192), +)
        let earlier = channels.map(\.schedule.delay).reduce(schedule.delay, +)
        var relays: [Channel.ID: [PlayoutItem]] = [:]
        for channel in channels {
            relays[channel.id] = try Playout.build(
                channel.schedule, collections: collections, relays: relays, zone: zone,
                anchor: nil, seed: seed, from: from - earlier, to: to + later
            ).items
        }
        return try Playout.build(
            schedule, collections: collections, relays: relays, zone: zone, anchor: anchor,
            seed: seed, from: from, to: to)
    }
}
