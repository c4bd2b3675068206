/// A schedule whose shelves are noted, and that can be laid out when they are stocked.
struct PreparedSchedule {
    /// Where its programmes come from, and of which collections.
    let programmes: [ShelfID]
    let collections: [MediaCollection.ID]
    /// With the schedule item that has them.
    let fillers: [(fillers: [Filler], item: Int)]
    /// Goes on from the anchor of what is laid out.
    let open: (Rundown) -> any PlayoutBuilder

    /// Whether anything it needs is there.
    func canPlay(from shelves: Shelves) -> Bool {
        programmes.isEmpty || programmes.contains { shelves.has($0) }
    }
}

extension Schedule {
    /// The schedules that take turns on this channel's days.
    var parts: [Schedule] {
        if case .alternating(let schedule) = self { schedule.parts } else { [self] }
    }

    /// Where a first build begins, so that what is on at `time` is in its usual place.
    func begin(before time: AirTime, in zone: ZoneRules) -> AirTime {
        switch self {
        case .classic, .slots: zone.midnight(before: time)
        case .card, .balance, .mirror: time
        case .blocks(let schedule): schedule.begin(before: time, in: zone)
        case .alternating(let days):
            days.parts[days.part(on: zone.wallTime(at: time).day)].begin(before: time, in: zone)
        }
    }

    /// Notes what it reads, and what it needs to be laid out.
    ///
    /// - Parameter part: Which it is of a channel's schedules.
    /// - Throws: ``SchedulingError/noItems`` if there is nothing in it.
    func prepare(
        part: Int, seed: UInt64, in list: inout ShelfList
    ) throws(SchedulingError) -> PreparedSchedule {
        switch self {
        case .classic(let schedule): try schedule.prepare(part: part, seed: seed, in: &list)
        case .blocks(let schedule): try schedule.prepare(in: &list)
        case .slots(let schedule): try schedule.prepare(in: &list)
        case .balance(let schedule): try schedule.prepare(in: &list)
        case .mirror(let mirror):
            try mirror.prepare(from: list)
        case .card(let title):
            PreparedSchedule(programmes: [], collections: [], fillers: []) {
                CardBuilder(title: title, rundown: $0)
            }
        case .alternating(let schedule):
            try schedule.base.prepare(part: part, seed: seed, in: &list)
        }
    }
}

extension ClassicSchedule {
    fileprivate func prepare(
        part: Int, seed: UInt64, in list: inout ShelfList
    ) throws(SchedulingError) -> PreparedSchedule {
        guard !items.isEmpty else { throw .noItems }
        let shelves = ClassicShelves(self, in: &list)
        return PreparedSchedule(
            programmes: shelves.content.flatMap(\.self), collections: items.map(\.collection),
            fillers: items.enumerated().map { ($0.element.fillers, $0.offset) }
        ) {
            ClassicBuilder(self, content: shelves.content, rundown: $0, seed: seed, part: part)
        }
    }
}
