/// How a collection's items are put in order.
///
/// A shuffle sorts by a hash of seed and media, so an item that joins or leaves the collection
/// moves no other, and a saved place keeps its meaning.
struct RunningLayout: Hashable, Sendable {
    var order: PlaybackOrder
    /// Parts of one story stay together in every shuffle.
    var keepsStories = false
    /// Stories are looked for across shows.
    var storiesSpanShows = false
    /// The first cycle has the collection's own order; fillers go on air as their owner listed
    /// them, then shuffled.
    var beginsInOrder = false

    /// The items' places in the collection, in the order in which they play; not the items: a
    /// library of 100,000 would take 15 MB each time it is put in order.
    func sequence(of items: [Playable], seed: UInt64, isFirstCycle: Bool) -> [Int] {
        if beginsInOrder && isFirstCycle { return Array(items.indices) }
        switch order {
        case .chronological:
            return items.indices.sorted { RunningLayout.isEarlier(items[$0], items[$1]) }
        case .seasonEpisode:
            return items.indices.filter { items[$0].season != 0 }.sorted {
                RunningLayout.isEarlierEpisode(items[$0], items[$1])
            }
        case .custom, .random: return Array(items.indices)
        case .shuffleInOrder: return mixed(items, seed: seed)
        case .multiEpisodeShuffle: return shuffledStories(items, seed: seed)
        case .shuffle, .randomRotation:
            return keepsStories
                ? shuffledStories(items, seed: seed)
                : RunningLayout.shuffled(items.indices, seed: seed) { items[$0].id }
        }
    }

    static func key(_ id: Media.ID, _ seed: UInt64) -> UInt64 {
        Dice.seed(seed, for: UInt64(bitPattern: id.value))
    }

    private static func shuffled(
        _ places: Range<Int>, seed: UInt64, by id: (Int) -> Media.ID
    ) -> [Int] {
        var keyed = places.map { (key: key(id($0), seed), id: id($0), place: $0) }
        keyed.sort { ($0.key, $0.id, $0.place) < ($1.key, $1.id, $1.place) }
        return keyed.map(\.place)
    }

    private func shuffledStories(_ items: [Playable], seed: UInt64) -> [Int] {
        let stories = Stories.group(items, acrossShows: storiesSpanShows)
        return RunningLayout.shuffled(stories.indices, seed: seed) { items[stories[$0][0]].id }
            .flatMap { stories[$0] }
    }

    /// The items of each show, or of each member of a multi-collection, in order, spread over the
    /// whole cycle, with a jitter of a tenth of their distance so that the pattern is not the same
    /// all the way.
    private func mixed(_ items: [Playable], seed: UInt64) -> [Int] {
        let shows = Dictionary(grouping: items.indices) { items[$0].group ?? items[$0].show ?? "" }
        var spread: [(at: Double, id: Media.ID, place: Int)] = []
        for show in shows.values {
            let episodes = show.sorted { RunningLayout.isEarlier(items[$0], items[$1]) }
            let slack = RunningLayout.fraction(items[episodes[0]].id, seed)
            for (index, place) in episodes.enumerated() {
                let id = items[place].id
                let jitter = (RunningLayout.fraction(id, seed &+ 1) - 0.5) * 0.2
                let at = (Double(index) + 0.1 + slack * 0.8 + jitter) / Double(episodes.count)
                spread.append((at, id, place))
            }
        }
        spread.sort { ($0.at, $0.id) < ($1.at, $1.id) }
        return spread.map(\.place)
    }

    /// A number in `0..<1` that goes by seed and media alone.
    private static func fraction(_ id: Media.ID, _ seed: UInt64) -> Double {
        Double(key(id, seed) >> 11) / 9_007_199_254_740_992
    }

    static func isEarlier(_ one: Playable, _ other: Playable) -> Bool {
        let dates = (one.released ?? .max, one.season ?? 0, one.episode ?? 0)
        let others = (other.released ?? .max, other.season ?? 0, other.episode ?? 0)
        if dates != others { return dates < others }
        return (one.title, one.id) < (other.title, other.id)
    }

    static func isEarlierEpisode(_ one: Playable, _ other: Playable) -> Bool {
        let places = (one.season ?? 0, one.episode ?? 0)
        let others = (other.season ?? 0, other.episode ?? 0)
        return places == others ? isEarlier(one, other) : places < others
    }
}
