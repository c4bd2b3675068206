/// Where a block is that was begun.
struct BlockPlace: Hashable, Sendable, Codable {
    /// When it should have begun.
    let start: AirTime
    /// Its next item.
    var item: Int
}

/// Plays each block's items in order, and fills what they leave up to the next block.
///
/// A block that is on when the one before it ends begins late. Each step puts one item on air.
struct BlockBuilder: PlayoutBuilder {
    private var calendar: BlockCalendar
    var rundown: Rundown

    init(_ schedule: BlockSchedule, rundown: Rundown) {
        calendar = BlockCalendar(schedule, zone: rundown.zone)
        self.rundown = rundown
    }

    var turn: Int { rundown.anchor.block?.item ?? 0 }
    var idleSteps: Int { 2 }
    var saved: PlayoutAnchor { rundown.saved }

    var nextStart: AirTime {
        var calendar = calendar
        return calendar.running(at: now) == nil ? calendar.nextStart(after: now) : now
    }

    mutating func begin() {
        rundown.anchor.block = nil
    }

    mutating func step() {
        if let showing = calendar.running(at: now) {
            if rundown.anchor.block?.start != showing.start {
                rundown.anchor.block = BlockPlace(start: showing.start, item: 0)
                placeBreak()
            }
            if play(showing) { return }
        }
        fill(until: rundown.limited(calendar.nextStart(after: now)))
    }

    /// Puts the block's next item on air that can play.
    ///
    /// - Returns: Whether there is one.
    private mutating func play(_ showing: BlockCalendar.Showing) -> Bool {
        let items = showing.block.items
        while let place = rundown.anchor.block, place.item < items.count, now < showing.finish {
            let item = items[place.item]
            rundown.anchor.block?.item += 1
            guard let media = take(item, of: showing) else { continue }
            rundown.place(
                [Part(media, .content)], title: item.title, isShown: item.guide == .normal)
            rundown.anchor.bumpGuideGroup()
            return true
        }
        return false
    }

    /// The item's next media; what is longer than the whole block is passed over for good.
    private mutating func take(
        _ item: BlockItem, of showing: BlockCalendar.Showing
    ) -> Playable? {
        let shelf = item.shelf(in: showing.block)
        guard let order = rundown.shelves.order(shelf) else { return nil }
        for _ in 0..<order.count {
            guard let media = rundown.shelves.order(shelf)?.current else { return nil }
            let mayRunOver = showing.block.stopScheduling == .afterDurationEnd
            if mayRunOver || now + media.duration <= showing.finish {
                rundown.shelves.advance(shelf)
                return media
            }
            guard media.duration > showing.block.length else { return nil }
            rundown.shelves.advance(shelf)
        }
        return nil
    }

    private mutating func placeBreak() {
        let fillers = calendar.deco(at: now).breakContent
        guard let filler = rundown.shelves.choose(fillers, at: now) else { return }
        var count = 1
        if case .count(let several) = filler.amount { count = several }
        for _ in 0..<count {
            guard let media = rundown.shelves.take(filler, at: now) else { return }
            rundown.place([Part(media, .preRoll)])
        }
    }

    /// Puts one filler on air, or dead air if there is none.
    private mutating func fill(until end: AirTime) {
        let deco = calendar.deco(at: now)
        let room = end - now
        if let media = rundown.shelves.take(anyOf: deco.defaultFiller, room: room, at: now) {
            rundown.place([Part(media, .tail)])
        } else if let media = trimmed(deco) {
            rundown.place([media.cut(to: room)])
        } else {
            rundown.placeDeadAir(until: end, item: turn)
        }
    }

    private mutating func trimmed(_ deco: DecoInForce) -> Part? {
        if deco.trimsDefaultFiller,
            let media = rundown.shelves.take(anyOf: deco.defaultFiller, at: now)
        {
            return Part(media, .tail)
        }
        return rundown.shelves.take(anyOf: deco.deadAirFallback, at: now).map {
            Part($0, .fallback)
        }
    }
}

extension BlockItem {
    /// Each block keeps a place of its own in each collection.
    func shelf(in block: Block) -> ShelfID {
        ShelfID(collection: collection, reader: ShelfList.reader(named: "block \(block.name)"))
    }
}

extension BlockSchedule {
    /// The beginning of the block that is on.
    func begin(before time: AirTime, in zone: ZoneRules) -> AirTime {
        var calendar = BlockCalendar(self, zone: zone)
        return calendar.running(at: time)?.start ?? time
    }

    func prepare(in list: inout ShelfList) throws(SchedulingError) -> PreparedSchedule {
        let items = blocks.flatMap { block in block.items.map { (block, $0) } }
        guard !items.isEmpty else { throw .noItems }
        for (index, (block, item)) in items.enumerated() {
            list.add(
                .init(
                    id: item.shelf(in: block), layout: RunningLayout(order: item.order),
                    item: index))
        }
        return PreparedSchedule(
            programmes: items.map { $1.shelf(in: $0) }, collections: items.map(\.1.collection),
            fillers: [(fillers, 0)], open: { BlockBuilder(self, rundown: $0) })
    }
}
