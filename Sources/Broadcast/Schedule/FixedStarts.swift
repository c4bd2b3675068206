/// When an item may start.
extension ClassicBuilder {
    /// A turn has begun and goes on, whatever the clock says.
    var isWithinTurn: Bool {
        let anchor = rundown.anchor
        return anchor.inFlood || anchor.remaining != nil || anchor.durationFinish != nil
    }

    /// When item `index`, whose turn it is, starts.
    func start(of index: Int) -> AirTime {
        guard !isWithinTurn, let fixed = schedule.items[index].start else { return now }
        let today = occurrence(fixed, daysLater: 0)
        if now <= today { return today }
        switch behaviour(of: index) {
        case .flexible: return now
        case .strict: return isJustMissed(today) ? now : occurrence(fixed, daysLater: 1)
        }
    }

    /// When the item after this one starts by the clock; `nil` if it follows whenever this ends.
    var nextFixedStart: AirTime? {
        let next = nextTurn
        guard next != turns.current, let fixed = schedule.items[next].start else { return nil }
        let today = occurrence(fixed, daysLater: 0)
        if now <= today { return today }
        switch behaviour(of: next) {
        case .flexible: return rundown.anchor.inFlood ? occurrence(fixed, daysLater: 1) : now
        case .strict: return isJustMissed(today) ? now : occurrence(fixed, daysLater: 1)
        }
    }

    /// The next item that has something to play.
    var nextTurn: Int {
        var later = turns
        for _ in 0..<schedule.items.count {
            later.advance()
            if rundown.shelves.has(shelf(of: later.current)) { break }
        }
        return later.current
    }

    /// The latest occurrence of a fixed start, which is now being served.
    func served(_ fixed: Int) -> AirTime {
        let today = occurrence(fixed, daysLater: 0)
        return today <= now ? today : occurrence(fixed, daysLater: -1)
    }

    private func isJustMissed(_ fixed: AirTime) -> Bool {
        guard now - fixed < schedule.tolerance else { return false }
        return rundown.anchor.lastFixed.map { $0 < fixed } ?? true
    }

    private func occurrence(_ second: Int, daysLater days: Int) -> AirTime {
        zone.instant(of: zone.wallTime(at: now).day + days, second: second)
    }

    private func behaviour(of index: Int) -> ClassicSchedule.FixedStart {
        schedule.items[index].fixedStart ?? schedule.fixedStart
    }
}
