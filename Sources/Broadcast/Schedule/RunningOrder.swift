/// A collection laid out in its playback order, with the place that plays next.
struct RunningOrder: Sendable {
    /// The place that plays next, as it is kept between builds.
    struct Place: Hashable, Sendable, Codable {
        var seed: UInt64
        /// How many items of this cycle have played.
        var index: Int
        /// The item that played last in this cycle; finds the place again in a changed collection.
        var after: Media.ID?
        /// A whole round has played before this one.
        var hasPlayedAll: Bool?
    }

    let layout: RunningLayout
    /// As long as the shortest item; nothing fits into less.
    let shortest: Duration
    /// The collection, as its owner keeps it.
    private let stock: [Playable]
    /// Places in ``stock``, in playback order.
    private var sequence: [Int]
    private(set) var place: Place
    /// Where each item is in the first round, if anybody asks what has been shown.
    private var ranks: [Media.ID: Int] = [:]

    /// - Parameters:
    ///   - items: All of a length above zero.
    ///   - tellsShown: Whether ``hasShown(_:)`` is asked.
    /// - Returns: `nil` if the order leaves none of them.
    init?(
        _ items: [Playable], layout: RunningLayout, seed: UInt64, from saved: Place? = nil,
        beginsAnywhere: Bool = false, tellsShown: Bool = false
    ) {
        place = saved ?? Place(seed: seed, index: 0)
        self.layout = layout
        // Every later cycle has another seed.
        stock = items
        sequence = layout.sequence(
            of: items, seed: place.seed, isFirstCycle: place.seed == seed)
        guard let shortest = sequence.lazy.map({ items[$0].duration }).min() else { return nil }
        self.shortest = shortest
        if saved != nil {
            findPlace()
        } else if beginsAnywhere && layout.order.isOrdered || layout.order == .random {
            var dice = Dice(seed: seed)
            place.index = dice.roll(below: count)
        }
        guard tellsShown else { return }
        ranks = Dictionary(sequence.enumerated().map { (items[$1].id, $0) }) { first, _ in first }
    }

    var current: Playable { item(place.index) }
    var count: Int { sequence.count }

    private func item(_ index: Int) -> Playable { stock[sequence[index]] }

    func first(_ media: Media.ID) -> Playable? {
        firstIndex { $0 == media }.map(item)
    }

    private func firstIndex(where isMeant: (Media.ID) -> Bool) -> Int? {
        sequence.firstIndex { isMeant(stock[$0].id) }
    }

    /// How many parts of the story that plays next are still to come, in order.
    var partsFromHere: Int {
        let stories = Stories.group(
            sequence.map { stock[$0] }, acrossShows: layout.storiesSpanShows)
        let story = stories.first { $0.contains { item($0).id == current.id } } ?? []
        return max(1, story.count - (story.firstIndex { item($0).id == current.id } ?? 0))
    }

    mutating func advance() {
        let played = current.id
        place.after = played
        if layout.order == .random {
            pickAny()
            return
        }
        place.index += 1
        if place.index >= count { startOver(after: played) }
    }

    /// The next cycle; a shuffle does not begin with what has just played unless all are the same.
    private mutating func startOver(after played: Media.ID) {
        place.hasPlayedAll = true
        place.index = 0
        place.after = nil
        guard layout.order.reshuffles else { return }
        for _ in 0..<64 {
            place.seed = Dice.seed(place.seed, for: 0)
            sequence = layout.sequence(of: stock, seed: place.seed, isFirstCycle: false)
            if item(0).id != played { return }
        }
    }

    /// Whether an item has played from here. An order without rounds counts as shown whole.
    func hasShown(_ id: Media.ID) -> Bool {
        if place.hasPlayedAll == true { return true }
        if layout.order == .random { return place.after != nil }
        return ranks[id].map { $0 < place.index } ?? false
    }

    /// The same at the first item from here on that `mayPlay`; `nil` if none may.
    func atFirst(where mayPlay: (Media.ID) -> Bool) -> RunningOrder? {
        var order = self
        for _ in 0..<count {
            if mayPlay(order.current.id) { return order }
            order.advance()
        }
        return nil
    }

    /// Any item but the one that has just played.
    private mutating func pickAny() {
        place.seed = Dice.seed(place.seed, for: 0)
        guard count > 1 else { return }
        var dice = Dice(seed: place.seed)
        let step = 1 + dice.roll(below: count - 1)
        place.index = (place.index + step) % count
    }

    /// Puts the index right when the collection has changed since the place was saved.
    private mutating func findPlace() {
        if layout.order == .random {
            place.index = min(max(0, place.index), count - 1)
            return
        }
        guard place.index > 0 else {
            place.index = 0
            return
        }
        let after = place.after
        place.index = after.flatMap { index(after: $0, near: place.index) } ?? place.index
        if place.index >= count { startOver(after: after ?? item(count - 1).id) }
    }

    private func index(after played: Media.ID, near index: Int) -> Int? {
        if index <= count, item(index - 1).id == played { return index }
        if let found = firstIndex(where: { $0 == played }) { return found + 1 }
        guard layout.order == .shuffle else { return nil }
        let key = RunningLayout.key(played, place.seed)
        return firstIndex { RunningLayout.key($0, place.seed) > key } ?? count
    }
}

extension PlaybackOrder {
    /// Every cycle has another order.
    var reshuffles: Bool {
        self == .shuffle || self == .shuffleInOrder || self == .multiEpisodeShuffle
    }

    /// The order means something, so a random start may fall anywhere in it.
    var isOrdered: Bool { self == .chronological || self == .seasonEpisode }
}
