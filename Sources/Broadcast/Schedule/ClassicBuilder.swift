/// Lays the items of a classic schedule end to end.
///
/// Each step puts one content item on air with its fillers, and if that ends a turn also what
/// follows it, or dead air up to a fixed start.
struct ClassicBuilder: PlayoutBuilder {
    let schedule: ClassicSchedule
    /// For each item where its programmes come from: several shelves if it fills with groups.
    let content: [[ShelfID]]
    var rundown: Rundown
    var turns: Turns
    /// Whose turn it is among the shelves of an item that has several.
    var groups: [Int: Turns] = [:]
    /// Which it is of a channel's schedules.
    private let part: Int

    /// - Parameter seed: Decides the turns of a schedule that shuffles them.
    init(
        _ schedule: ClassicSchedule, content: [[ShelfID]], rundown: Rundown, seed: UInt64,
        part: Int = 0
    ) {
        self.schedule = schedule
        self.content = content
        self.rundown = rundown
        self.part = part
        turns = Turns(
            count: schedule.items.count, isShuffled: schedule.shuffleItems,
            seed: Dice.seed(seed, for: 1), from: rundown.anchor.turn)
        for (index, shelves) in content.enumerated() where shelves.count > 1 {
            let saved = rundown.anchor.groups?.first { $0.part == part && $0.item == index }
            groups[index] = Turns(
                count: shelves.count, isShuffled: schedule.items[index].fillWithGroup == .shuffled,
                seed: Dice.seed(seed, for: 3 + UInt64(index)),
                from: saved?.place ?? Turns.Place(seed: 0, index: 0))
        }
    }

    var shelf: ShelfID { shelf(of: turns.current) }

    func shelf(of item: Int) -> ShelfID { content[item][groups[item]?.current ?? 0] }

    var item: ScheduleItem { schedule.items[turns.current] }
    var turn: Int { turns.current }
    var idleSteps: Int { 2 * schedule.items.count }
    var nextStart: AirTime { start(of: turns.current) }
    /// A turn of a certain duration goes on to its end.
    var mayBeLeft: Bool { rundown.anchor.durationFinish == nil }

    var saved: PlayoutAnchor {
        var anchor = rundown.saved
        anchor.turn = turns.place
        if !groups.isEmpty {
            let others = (anchor.groups ?? []).filter { $0.part != part }
            let own = groups.sorted { $0.key < $1.key }.map {
                GroupPlace(part: part, item: $0.key, place: $0.value.place)
            }
            anchor.groups = (others + own).sorted { ($0.part, $0.item) < ($1.part, $1.item) }
        }
        return anchor
    }

    mutating func begin() {
        if isWithinTurn { rundown.anchor.bumpGuideGroup() }
        rundown.anchor.leaveTurn()
        rundown.anchor.lastFixed = nil
        turns.begin()
    }

    mutating func step() {
        guard rundown.shelves.has(shelf) else {
            groups[turns.current]?.advance()
            return endTurn()
        }
        let start = start(of: turns.current)
        if start > now {
            return rundown.placeDeadAir(until: rundown.limited(start), item: turns.current)
        }
        if !isWithinTurn, let fixed = item.start { rundown.anchor.lastFixed = served(fixed) }
        playTurn()
    }
}
