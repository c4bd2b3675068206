/// A content item with its fillers, and the shelves as they are when it has been taken.
struct Choice {
    let parts: [Part]
    let shelves: Shelves
    var hasTooManyPads = false
}

/// What is left of a turn of a certain duration.
struct DurationRoom {
    /// Of the whole turn.
    let length: Duration
    let finish: AirTime
    /// How many items that are too long may be passed over.
    let attempts: Int
}

/// What may play now. Nothing here changes the builder.
extension ClassicBuilder {
    /// What happens to an item that would run into the next fixed start.
    var overrunOfNext: ScheduleItem.Overrun {
        let next = nextTurn
        guard next != turns.current, schedule.items[next].start != nil else { return .overrun }
        return schedule.items[next].overrun
    }

    /// A flood never runs into a fixed start.
    var choiceForFlood: Choice? {
        guard let limit = nextFixedStart else { return choice(from: rundown.shelves) }
        guard overrunOfNext == .overrun else { return choice(before: limit) }
        return choice(from: rundown.shelves).flatMap { now + $0.parts.length <= limit ? $0 : nil }
    }

    var choiceForSeveral: Choice? {
        guard overrunOfNext != .overrun, let limit = nextFixedStart else {
            return choice(from: rundown.shelves)
        }
        return choice(before: limit)
    }

    /// The next item that is over when the turn is, before that even if the next fixed start
    /// wants it so.
    func choice(in room: DurationRoom) -> Choice? {
        let limit = overrunOfNext == .overrun ? nil : nextFixedStart
        let finish = min(room.finish, limit ?? room.finish)
        guard now < finish else { return nil }
        var shelves = rundown.shelves
        var attempts = room.attempts
        for _ in 0..<(shelves.order(shelf)?.count ?? 0) {
            guard let order = shelves.order(shelf) else { return nil }
            if order.current.duration <= room.length {
                guard let choice = choice(from: shelves) else { return nil }
                if now + choice.parts.length <= finish { return choice }
                let isHopeless = order.current.duration <= finish - now
                if attempts == 0 || isHopeless || order.shortest > finish - now { break }
                attempts -= 1
            }
            shelves.advance(shelf)
        }
        return finish == limit ? choice(before: finish) : nil
    }

    /// The next item with its fillers, however long.
    private func choice(from shelves: Shelves) -> Choice? {
        var shelves = shelves
        guard let content = shelves.order(shelf)?.current else { return nil }
        var roll = Roll(item, content: content, start: now, zone: zone)
        shelves.advance(shelf)
        roll.fill(from: &shelves)
        return Choice(parts: roll.parts, shelves: shelves, hasTooManyPads: roll.hasTooManyPads)
    }

    /// An item that is over at `limit`: the first that fits, or the next one cut, as the next
    /// fixed start wants it.
    private func choice(before limit: AirTime) -> Choice? {
        guard now < limit, let order = rundown.shelves.order(shelf) else { return nil }
        if overrunOfNext == .trim { return trimmed(to: limit) }
        var shelves = rundown.shelves
        for _ in 0..<order.count {
            if let choice = choice(from: shelves), now + choice.parts.length <= limit {
                return choice
            }
            shelves.advance(shelf)
        }
        return nil
    }

    private func trimmed(to limit: AirTime) -> Choice? {
        guard let whole = choice(from: rundown.shelves), now + whole.parts.length > limit else {
            return choice(from: rundown.shelves)
        }
        var shelves = rundown.shelves
        guard let content = shelves.order(shelf)?.current else { return nil }
        shelves.advance(shelf)
        let length = min(content.duration, limit - now)
        return Choice(parts: [Part(content, from: .zero, to: length)], shelves: shelves)
    }
}
