/// How each mode goes through its turn, one content item a step.
extension ClassicBuilder {
    mutating func playTurn() {
        switch item.mode {
        case .flood: playFlood()
        case .one: playSeveral(1)
        case .multiple(let count): playSeveral(rundown.anchor.remaining ?? size(of: count))
        case .duration(let length, let tail, let attempts):
            playDuration(length, tail: tail, attempts: attempts)
        }
    }

    private mutating func playFlood() {
        guard let choice = choiceForFlood else { return finishTurn() }
        take(choice)
        rundown.anchor.inFlood = true
        if choiceForFlood == nil { finishTurn() } else { goOn() }
    }

    private mutating func playSeveral(_ count: Int) {
        guard count > 0, let choice = choiceForSeveral else { return finishTurn() }
        take(choice)
        rundown.anchor.remaining = count - 1
        if count == 1 { finishTurn() } else { goOn() }
    }

    private mutating func playDuration(
        _ length: Duration, tail: ScheduleItem.TailMode, attempts: Int
    ) {
        let finish = rundown.anchor.durationFinish ?? now + length
        let room = DurationRoom(length: length, finish: finish, attempts: attempts)
        guard let choice = choice(in: room) else {
            if rundown.anchor.durationFinish == nil { warnTooLong() }
            return finishDuration(at: rundown.anchor.durationFinish, tail: tail)
        }
        rundown.anchor.durationFinish = finish
        take(choice)
        if self.choice(in: room) == nil {
            finishDuration(at: finish, tail: tail)
        } else {
            goOn()
        }
    }

    private mutating func finishDuration(at finish: AirTime?, tail: ScheduleItem.TailMode) {
        guard var finish else { return endTurn() }
        if overrunOfNext != .overrun { finish = min(finish, max(now, nextFixedStart ?? finish)) }
        let item = item
        if tail != .offline || !item.fallback.isEmpty {
            rundown.showLastContent(until: finish)
        }
        if tail == .filler { fillTail(of: item, until: finish) }
        if tail != .none {
            fallBack(of: item, until: finish)
            rundown.placeDeadAir(until: finish, item: turns.current)
        }
        endTurn()
    }

    /// Passes the turn on, and fills up to the fixed start of the item that has it then.
    private mutating func finishTurn() {
        let item = item
        let group = rundown.anchor.guideGroup
        endTurn()
        let next = rundown.limited(start(of: turns.current))
        let following = rundown.anchor.guideGroup
        rundown.anchor.guideGroup = group
        fillTail(of: item, until: next)
        fallBack(of: item, until: next)
        rundown.anchor.guideGroup = following
    }

    private mutating func fillTail(of item: ScheduleItem, until end: AirTime) {
        guard end > now else { return }
        place(rundown.shelves.fillTail(item.tail, room: end - now, at: now), of: item)
    }

    private mutating func fallBack(of item: ScheduleItem, until end: AirTime) {
        guard end > now else { return }
        place(rundown.shelves.fallBack(item.fallback, room: end - now, at: now), of: item)
    }

    /// The turn goes on with another item, which the guide shows apart unless they share a title.
    private mutating func goOn() {
        if item.title == nil { rundown.anchor.bumpGuideGroup() }
    }

    mutating func endTurn() {
        if rundown.lastContent != nil || isWithinTurn {
            rundown.anchor.bumpGuideGroup()
            groups[turns.current]?.advance()
        }
        rundown.anchor.leaveTurn()
        turns.advance()
    }

    private mutating func place(_ parts: [Part], of item: ScheduleItem) {
        rundown.place(parts, title: item.title, isShown: item.guide == .normal)
    }

    private mutating func take(_ choice: Choice) {
        if choice.hasTooManyPads {
            rundown.warnOnce(
                .tooManyPads, item: turns.current,
                "Item \(turns.current + 1) has more than one pad; none is used.")
        }
        place(choice.parts, of: item)
        rundown.shelves = choice.shelves
    }

    private mutating func warnTooLong() {
        rundown.warnOnce(
            .tooLong, item: turns.current,
            "Everything in item \(turns.current + 1) is longer than its duration.")
    }

    private mutating func size(of count: ScheduleItem.Count) -> Int {
        guard let order = rundown.shelves.order(shelf) else { return 0 }
        switch count {
        case .collectionSize: return order.count
        case .playlistItemSize: return order.current.entryRest
        case .multiEpisodeGroup: return order.partsFromHere
        case .expression(let expression):
            let random = rundown.shelves.roll(below: order.count)
            return expression.count([
                "count": .number(Double(order.count)), "random": .number(Double(random)),
            ])
        }
    }
}
