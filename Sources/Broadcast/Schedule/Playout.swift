/// Builds timelines. Pure: equal arguments give equal results, byte for byte.
public enum Playout {
    /// Checkpoints are taken at the first item at or after each multiple of this.
    static let checkpointSpacing: Int64 = 3_600_000_000
    /// A card is cut into items that end on the full hour (UTC), as a guide can show them.
    private static let cardLength: Int64 = 3_600_000_000

    /// Builds the timeline from `anchor`, or from `from` when there is none, to `to`.
    ///
    /// The last item begins before `to` and is placed whole. Building to any instant and then on
    /// gives the same items as building in one go.
    ///
    /// - Parameters:
    ///   - collections: Each collection of the schedule; a missing one counts as empty.
    ///   - zone: In which its fixed starts are meant.
    ///   - anchor: Where an earlier build ended; without one a classic schedule begins at the
    ///     last local midnight, so that its day is in its usual place.
    ///   - seed: Decides all that is left to chance.
    /// - Throws: ``SchedulingError`` if there is nothing at all to play; see
    ///   ``deadAir(anchor:from:to:title:)``.
    public static func build(
        _ schedule: Schedule, collections: [MediaCollection], zone: ZoneRules,
        anchor: PlayoutAnchor?, seed: UInt64, from: AirTime, to: AirTime
    ) throws(SchedulingError) -> PlayoutBuild {
        switch schedule {
        case .card(let title):
            return deadAir(anchor: anchor, from: from, to: to, title: title, kind: .content)
        case .classic(let classic):
            var builder = try ClassicBuilder(
                classic, collections: collections, zone: zone, seed: seed, anchor: anchor,
                from: from)
            try builder.run(to: to)
            return builder.build
        }
    }

    /// The channel's card where a schedule has nothing to play; places in collections stay.
    public static func deadAir(
        anchor: PlayoutAnchor?, from: AirTime, to: AirTime, title: String? = nil,
        kind: PlayoutItem.Kind = .deadAir
    ) -> PlayoutBuild {
        var anchor = anchor ?? PlayoutAnchor(nextStart: from)
        var items: [PlayoutItem] = []
        var checkpoints: [PlayoutAnchor] = []
        while anchor.nextStart < to {
            let start = anchor.nextStart
            let finish = start.next(cardLength)
            items.append(
                PlayoutItem(
                    media: nil, start: start, finish: finish, kind: kind, title: title,
                    guideGroup: anchor.guideGroup))
            anchor.nextStart = finish
            anchor.bumpGuideGroup()
            if finish >= start.next(checkpointSpacing) { checkpoints.append(anchor) }
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
