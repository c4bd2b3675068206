/// A collection laid out in its playback order, with the place that plays next.
///
/// A shuffle sorts by a hash of seed and media, so an item that joins or leaves the collection
/// moves no other, and a saved place keeps its meaning.
struct RunningOrder: Sendable {
    /// The place that plays next, as it is kept between builds.
    struct Place: Hashable, Sendable, Codable {
        var seed: UInt64
        /// How many items of this cycle have played.
        var index: Int
        /// The item that played last in this cycle; finds the place again in a changed collection.
        var after: Media.ID?
    }

    let order: PlaybackOrder
    private(set) var items: [Playable]
    private(set) var place: Place

    /// - Parameter items: At least one; all of a length above zero.
    init(_ items: [Playable], order: PlaybackOrder, seed: UInt64, from saved: Place? = nil) {
        precondition(!items.isEmpty, "an empty collection has no order")
        self.order = order
        place = saved ?? Place(seed: seed, index: 0)
        self.items = RunningOrder.arrange(items, order, seed: place.seed)
        find(saved)
    }

    var current: Playable { items[place.index] }

    mutating func advance() {
        let played = current.id
        place.index += 1
        place.after = played
        if place.index == items.count { startOver(after: played) }
    }

    /// The next cycle; a shuffle does not begin with what has just played unless all are the same.
    private mutating func startOver(after played: Media.ID) {
        place.index = 0
        place.after = nil
        guard order == .shuffle else { return }
        for _ in 0..<64 {
            place.seed = Dice.seed(place.seed, for: 0)
            items = RunningOrder.arrange(items, order, seed: place.seed)
            if items[0].id != played { return }
        }
    }

    /// Puts the index right when the collection has changed since the place was saved.
    private mutating func find(_ saved: Place?) {
        guard let saved, saved.index > 0 else {
            place.index = 0
            return
        }
        place.index = saved.after.flatMap { index(after: $0, near: saved.index) } ?? saved.index
        if place.index >= items.count { startOver(after: saved.after ?? items[0].id) }
    }

    private func index(after played: Media.ID, near index: Int) -> Int? {
        if index <= items.count, items[index - 1].id == played { return index }
        if order == .shuffle {
            let key = RunningOrder.key(played, place.seed)
            return items.count { RunningOrder.key($0.id, place.seed) <= key }
        }
        return items.firstIndex { $0.id == played }.map { $0 + 1 }
    }
}

extension RunningOrder {
    private static func arrange(_ items: [Playable], _ order: PlaybackOrder, seed: UInt64)
        -> [Playable]
    {
        switch order {
        case .chronological: items.sorted(by: earlier)
        case .shuffle: shuffle(items, seed: seed)
        }
    }

    private static func shuffle(_ items: [Playable], seed: UInt64) -> [Playable] {
        let keyed = items.enumerated().map { (key: key($1.id, seed), place: $0) }
        return keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map { items[$0.place] }
    }

    private static func key(_ id: Media.ID, _ seed: UInt64) -> UInt64 {
        Dice.seed(seed, for: UInt64(bitPattern: id.value))
    }

    private static func earlier(_ one: Playable, _ other: Playable) -> Bool {
        let dates = (one.released ?? .max, one.season ?? 0, one.episode ?? 0)
        let others = (other.released ?? .max, other.season ?? 0, other.episode ?? 0)
        if dates != others { return dates < others }
        return (one.title, one.id) < (other.title, other.id)
    }
}
