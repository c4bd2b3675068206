/// The collections of a schedule, each at its place: what a build takes media from.
///
/// A value, so a builder tries something out on a copy and keeps the copy only if it fits.
struct Shelves: Sendable {
    private var orders: [ShelfID: RunningOrder]
    private(set) var dice: Dice
    private(set) var uses: FillerUses
    /// Of each shelf of reruns those that have the first runs.
    private let firstRuns: [ShelfID: [ShelfID]]

    init(
        orders: [ShelfID: RunningOrder], dice: Dice, uses: FillerUses,
        firstRuns: [ShelfID: [ShelfID]] = [:]
    ) {
        self.firstRuns = firstRuns
        self.orders = orders
        self.dice = dice
        self.uses = uses
    }

    var isEmpty: Bool { orders.isEmpty }

    func has(_ shelf: ShelfID) -> Bool {
        firstRuns[shelf] == nil ? orders[shelf] != nil : order(shelf) != nil
    }

    func order(_ shelf: ShelfID) -> RunningOrder? {
        guard firstRuns[shelf] != nil else { return orders[shelf] }
        return orders[shelf]?.atFirst { mayPlay($0, from: shelf) }
    }

    mutating func advance(_ shelf: ShelfID) {
        guard var order = order(shelf) else { return }
        order.advance()
        orders[shelf] = order
    }

    /// Whether an item is no rerun, or has had its first run.
    private func mayPlay(_ media: Media.ID, from shelf: ShelfID) -> Bool {
        firstRuns[shelf]?.contains { orders[$0]?.hasShown(media) ?? false } ?? true
    }

    mutating func roll(below limit: Int) -> Int { dice.roll(below: limit) }

    /// What an anchor keeps of it.
    ///
    /// - Parameter earlier: Places of collections that are empty at the moment stay as they were.
    func places(keeping earlier: [CollectionPlace]) -> [CollectionPlace] {
        let idle = earlier.filter { orders[$0.id] == nil }
        let running = orders.map { CollectionPlace(id: $0, place: $1.place) }
        return (idle + running).sorted { $0.id < $1.id }
    }
}

extension Shelves {
    /// One of the fillers that is not resting, by weight; `nil` if all are. A pad without anything
    /// to play still counts, as fallback fills up to its minute.
    mutating func choose(_ fillers: [Filler], at time: AirTime) -> Filler? {
        let ready = fillers.filter {
            $0.weight > 0 && ($0.isPad || has($0.shelf)) && !uses.isResting($0, at: time)
        }
        guard ready.count > 1 else { return ready.first }
        var ticket = dice.roll(below: ready.reduce(0) { $0 + $1.weight })
        for filler in ready {
            ticket -= filler.weight
            if ticket < 0 { return filler }
        }
        return nil
    }

    /// The next item of a filler that is not resting; where it stands the order goes on after it.
    ///
    /// - Parameters:
    ///   - room: No longer item is taken.
    ///   - skipping: Whether an item that is too long is passed over, or ends the search.
    mutating func take(
        _ filler: Filler, room: Duration? = nil, skipping: Bool = true, at time: AirTime
    ) -> Playable? {
        guard var order = order(filler.shelf), order.shortest <= room ?? order.shortest else {
            return nil
        }
        for _ in 0..<order.count {
            let media = order.current
            guard mayPlay(media.id, from: filler.shelf) else {
                order.advance()
                continue
            }
            let fits = media.duration <= room ?? media.duration
            if fits, !uses.isResting(media.id, of: filler, at: time) {
                order.advance()
                orders[filler.shelf] = order
                uses.note(media.id, of: filler, at: time)
                return media
            }
            if !fits, !skipping { return nil }
            order.advance()
        }
        return nil
    }

    /// As ``take(_:room:skipping:at:)``, from a filler chosen by weight; where it has nothing that
    /// fits and is rested, from another.
    mutating func take(
        anyOf fillers: [Filler], room: Duration? = nil, skipping: Bool = true, at time: AirTime
    ) -> Playable? {
        var left = fillers
        while let filler = choose(left, at: time) {
            if let media = take(filler, room: room, skipping: skipping, at: time) { return media }
            left.removeAll { $0 == filler }
        }
        return nil
    }
}
