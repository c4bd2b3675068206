/// Puts one programme after the other on air, each from a source chosen by weight.
struct BalanceBuilder: PlayoutBuilder {
    private let schedule: BalanceSchedule
    private var turns: SourceTurns
    var rundown: Rundown

    init(_ schedule: BalanceSchedule, shelves: [ShelfID], rundown: Rundown) {
        self.schedule = schedule
        self.rundown = rundown
        turns = SourceTurns(
            schedule.sources, shelves: shelves, owner: 0, saved: rundown.anchor.sources)
    }

    var turn: Int { 0 }
    var idleSteps: Int { 1 }
    var saved: PlayoutAnchor { rundown.saved }

    var nextStart: AirTime {
        turns.nextWaking(after: now, in: rundown.shelves) ?? now
    }

    mutating func begin() {
        rundown.anchor.sources = nil
        turns.history = SourceHistory(owner: 0, count: schedule.sources.count)
    }

    mutating func step() {
        let aligned = rundown.limited(zone.aligned(now, to: schedule.pad))
        if aligned > now {
            return rundown.fillFlex(until: aligned, with: schedule.fallback, item: 0)
        }
        guard let source = turns.choose(at: now, from: &rundown.shelves) else {
            guard let waking = turns.nextWaking(after: now, in: rundown.shelves) else { return }
            let end = zone.aligned(waking, to: schedule.pad)
            return rundown.fillFlex(
                until: rundown.limited(end), with: schedule.fallback, item: 0)
        }
        guard let media = rundown.shelves.order(turns.shelves[source])?.current else { return }
        rundown.shelves.advance(turns.shelves[source])
        rundown.place([Part(media, .content)])
        turns.history.note(source, finish: now)
        rundown.anchor.keep(turns.history)
        let end = rundown.limited(zone.aligned(now, to: schedule.pad))
        rundown.fillFlex(until: end, with: schedule.fallback, item: source)
        rundown.anchor.bumpGuideGroup()
    }
}

extension BalanceSchedule {
    func prepare(in list: inout ShelfList) throws(SchedulingError) -> PreparedSchedule {
        guard !sources.isEmpty else { throw .noItems }
        var shelves: [ShelfID] = []
        for (index, source) in sources.enumerated() {
            let layout = RunningLayout(order: source.order)
            let reader = list.reader(of: source.collection, in: layout)
            let id = ShelfID(collection: source.collection, reader: reader)
            list.add(.init(id: id, layout: layout, item: index))
            shelves.append(id)
        }
        return PreparedSchedule(
            programmes: shelves, collections: sources.map(\.collection), fillers: [(fallback, 0)]
        ) { [shelves] in BalanceBuilder(self, shelves: shelves, rundown: $0) }
    }
}

extension ZoneRules {
    /// The first instant, `time` or later, at which clocks show a multiple of `pad` since midnight.
    func aligned(_ time: AirTime, to pad: Duration) -> AirTime {
        guard pad > .zero else { return time }
        var aligned = time
        // Twice where the clock changes on the way.
        for _ in 0..<3 {
            let past = Duration.seconds(wallTime(at: aligned).second) + aligned.partOfSecond
            let over = past.inMicroseconds % pad.inMicroseconds
            if over == 0 { break }
            aligned = aligned + (pad - .microseconds(over))
        }
        return aligned
    }
}

extension Rundown {
    /// Fills up to `end` with whole items, and with dead air what they leave.
    mutating func fillFlex(until end: AirTime, with fillers: [Filler], item: Int) {
        while now < end,
            let media = shelves.take(anyOf: fillers, room: end - now, at: now)
        {
            place([Part(media, .tail)])
        }
        placeDeadAir(until: end, item: item)
    }
}
