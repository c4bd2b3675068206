/// Builds timelines. Pure: equal arguments give equal results, byte for byte.
public enum Playout {
    /// Checkpoints are taken at the first item at or after each multiple of this.
    static let checkpointSpacing: Int64 = 3_600_000_000

    /// Builds the timeline from `anchor`, or from `from` when there is none, to `to`.
    ///
    /// The last item begins before `to` and is placed whole. Building to any instant and then on
    /// gives the same items as building in one go.
    ///
    /// - Parameters:
    ///   - collections: Each collection of the schedule; a missing one counts as empty.
    ///   - relays: The timelines of the channels that it shows, in order and without a gap; it is
    ///     built no further than they reach.
    ///   - zone: In which its fixed starts are meant.
    ///   - anchor: Where an earlier build ended; without one a schedule begins at the last local
    ///     midnight, so that its day is in its usual place.
    ///   - seed: Decides all that is left to chance.
    /// - Throws: ``SchedulingError`` if there is nothing at all to play; see
    ///   ``deadAir(anchor:from:to:)``.
    public static func build(
        _ schedule: Schedule, collections: [MediaCollection],
        relays: [Channel.ID: [PlayoutItem]] = [:], zone: ZoneRules,
        anchor: PlayoutAnchor?, seed: UInt64, from: AirTime, to: AirTime
    ) throws(SchedulingError) -> PlayoutBuild {
        var builder = try open(
            schedule, collections, relays, zone, anchor: anchor, seed: seed, from: from)
        try builder.run(to: to)
        return builder.build
    }

    /// What lays out a schedule from `anchor`, or from `from` when there is none.
    private static func open(
        _ schedule: Schedule, _ collections: [MediaCollection],
        _ relays: [Channel.ID: [PlayoutItem]], _ zone: ZoneRules, anchor: PlayoutAnchor?,
        seed: UInt64, from: AirTime
    ) throws(SchedulingError) -> any PlayoutBuilder {
        var list = ShelfList(collections, relays: relays)
        var parts: [PreparedSchedule] = []
        for (part, schedule) in schedule.parts.enumerated() {
            parts.append(try schedule.prepare(part: part, seed: seed, in: &list))
        }
        for part in parts { for (fillers, item) in part.fillers { list.add(fillers, item: item) } }
        let begin = anchor ?? PlayoutAnchor(nextStart: schedule.begin(before: from, in: zone))
        let stock = Stock(list, seed: seed, anchor: begin, isNew: anchor == nil)
        guard parts.contains(where: { $0.canPlay(from: stock.shelves) }) else {
            throw .nothingToPlay(list.names(parts.flatMap(\.collections)))
        }
        let rundown = Rundown(stock, anchor: begin, zone: zone)
        guard case .alternating(let days) = schedule else { return parts[0].open(rundown) }
        return AlternatesBuilder(days, parts: parts, rundown: rundown)
    }

    /// What a schedule has on at an instant, and how it goes on when that is left.
    ///
    /// - Parameters:
    ///   - anchor: Where an earlier build ended, no later than `instant`; the other arguments are
    ///     those of ``build(_:collections:relays:zone:anchor:seed:from:to:)``.
    /// - Throws: ``SchedulingError`` if there is nothing at all to play.
    public static func departure(
        from schedule: Schedule, collections: [MediaCollection],
        relays: [Channel.ID: [PlayoutItem]] = [:], zone: ZoneRules,
        anchor: PlayoutAnchor?, seed: UInt64, at instant: AirTime
    ) throws(SchedulingError) -> Departure {
        var builder = try open(
            schedule, collections, relays, zone, anchor: anchor, seed: seed, from: instant)
        return try builder.run(past: instant)
    }

    /// The channel's card where a schedule has nothing to play; places in collections stay.
    public static func deadAir(
        anchor: PlayoutAnchor?, from: AirTime, to: AirTime
    ) -> PlayoutBuild {
        var anchor = anchor ?? PlayoutAnchor(nextStart: from)
        var items: [PlayoutItem] = []
        var checkpoints: [PlayoutAnchor] = []
        while anchor.nextStart < to {
            let item = CardBuilder.card(after: anchor, kind: .deadAir)
            items.append(item)
            anchor.nextStart = item.finish
            anchor.bumpGuideGroup()
            checkpoints.append(anchor)
        }
        return PlayoutBuild(
            items: items, anchor: anchor, checkpoints: checkpoints, warnings: [],
            nextStart: anchor.nextStart)
    }
}

extension AirTime {
    /// The first multiple of `grid` microseconds that is later.
    func next(_ grid: Int64) -> AirTime {
        let past = ((microseconds % grid) + grid) % grid
        return AirTime(microseconds: microseconds - past + grid)
    }
}
