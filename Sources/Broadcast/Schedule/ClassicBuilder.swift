/// Lays the items of a classic schedule end to end.
///
/// It goes in steps that do not know how far the build is to reach: each puts one content item
/// on air with its fillers, and if that ends a turn also what follows it, or dead air up to a
/// fixed start. So a build that stops after any step goes on the same.
struct ClassicBuilder {
    let schedule: ClassicSchedule
    let zone: ZoneRules
    var shelves: Shelves
    var turns: Turns
    var anchor: PlayoutAnchor
    /// Index in `items` of the content item of this step.
    var lastContent: Int?
    private(set) var items: [PlayoutItem] = []
    private(set) var warnings: [PlayoutWarning]
    private var checkpoints: [PlayoutAnchor] = []
    private var warned: Set<PlayoutWarning.Code> = []
    private let longestCooldown: Duration

    init(
        _ schedule: ClassicSchedule, collections: [MediaCollection], zone: ZoneRules, seed: UInt64,
        anchor: PlayoutAnchor?, from: AirTime
    ) throws(SchedulingError) {
        guard !schedule.items.isEmpty else { throw .noItems }
        self.schedule = schedule
        self.zone = zone
        let begin = PlayoutAnchor(nextStart: zone.midnight(before: from))
        self.anchor = anchor ?? begin
        let stock = Stock(
            schedule, collections: collections, seed: seed, anchor: self.anchor,
            isNew: anchor == nil)
        warnings = stock.warnings
        shelves = stock.shelves
        longestCooldown =
            schedule.items.flatMap(\.fillers).map { max($0.cooldown, $0.itemCooldown) }.max()
            ?? .zero
        turns = Turns(
            count: schedule.items.count, isShuffled: schedule.shuffleItems,
            seed: Dice.seed(seed, for: 1), from: self.anchor.turn)
        guard schedule.items.contains(where: { stock.shelves.has($0.collection) }) else {
            throw .nothingToPlay(stock.names)
        }
    }

    /// What was built so far.
    var build: PlayoutBuild {
        PlayoutBuild(
            items: items, anchor: saved, checkpoints: checkpoints, warnings: warnings,
            nextStart: start(of: turns.current))
    }

    var now: AirTime { anchor.nextStart }
    var item: ScheduleItem { schedule.items[turns.current] }

    /// Builds until the timeline reaches `end`.
    ///
    /// - Throws: ``SchedulingError/stuck(item:)`` if no item moves it on.
    mutating func run(to end: AirTime) throws(SchedulingError) {
        var idle = 0
        while now < end {
            let before = now
            lastContent = nil
            step()
            if now > before {
                idle = 0
                if now >= before.next(Playout.checkpointSpacing) { checkpoints.append(saved) }
            } else {
                idle += 1
                if idle > 2 * schedule.items.count { throw .stuck(item: turns.current) }
            }
        }
    }

    private mutating func step() {
        guard shelves.has(item.collection) else { return endTurn() }
        let start = start(of: turns.current)
        if start > now { return placeDeadAir(until: start) }
        if !isWithinTurn, let fixed = item.start { anchor.lastFixed = served(fixed) }
        playTurn()
    }

    /// Puts parts on air from now on, as one group of the guide.
    mutating func place(_ parts: [Part], of item: ScheduleItem) {
        let isShown =
            item.guide == .normal && parts.allSatisfy { $0.kind != .content || $0.media.isShown }
        for part in parts {
            let start = now
            anchor.nextStart = start + part.length
            guard anchor.nextStart > start else { continue }
            if part.kind == .content { lastContent = items.count }
            items.append(
                PlayoutItem(
                    media: part.media.id, start: start, finish: anchor.nextStart,
                    inPoint: part.inPoint, kind: part.kind,
                    title: part.kind == .content ? item.title : nil,
                    guideGroup: isShown ? anchor.guideGroup : 0))
        }
    }

    /// Nothing is on air up to `instant`.
    mutating func placeDeadAir(until instant: AirTime) {
        guard instant > now else { return }
        let length = instant - now
        warnings.append(
            PlayoutWarning(
                code: .gap, at: now, length: length, item: turns.current,
                text: "Nothing plays for \(length.inMicroseconds / 1_000_000) seconds."))
        items.append(
            PlayoutItem(media: nil, start: now, finish: instant, kind: .deadAir, guideGroup: 0))
        anchor.nextStart = instant
    }

    /// The guide shows the last content item of this step until `instant`.
    mutating func showLastContent(until instant: AirTime) {
        guard let lastContent else { return }
        items[lastContent] = items[lastContent].shown(until: instant)
    }

    mutating func warnOnce(_ code: PlayoutWarning.Code, _ text: String) {
        guard warned.insert(code).inserted else { return }
        warnings.append(
            PlayoutWarning(code: code, at: now, length: nil, item: turns.current, text: text))
    }

    /// The anchor with the present place in each collection.
    private var saved: PlayoutAnchor {
        var anchor = anchor
        anchor.turn = turns.place
        anchor.places = shelves.places(keeping: anchor.places)
        anchor.dice = shelves.dice
        anchor.fillerUses = shelves.uses.counting(at: now, longest: longestCooldown)
        return anchor
    }
}
