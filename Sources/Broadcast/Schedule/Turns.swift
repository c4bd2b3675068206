/// Whose turn it is among a schedule's items, in their order or shuffled anew every round.
struct Turns: Sendable {
    struct Place: Hashable, Sendable, Codable {
        var seed: UInt64
        var index: Int
    }

    let isShuffled: Bool
    private(set) var place: Place
    private var round: [Int]

    /// - Parameter count: Of the schedule's items, at least one.
    init(count: Int, isShuffled: Bool, seed: UInt64, from saved: Place) {
        self.isShuffled = isShuffled
        place = saved
        if isShuffled, place.seed == 0 { place.seed = seed }
        if !(0..<count).contains(place.index) { place.index = 0 }
        round = Turns.round(count, isShuffled ? place.seed : nil)
    }

    /// The schedule item's index.
    var current: Int { round[place.index] }

    /// Goes to the first of a round.
    mutating func begin() {
        place.index = 0
    }

    mutating func advance() {
        let last = current
        place.index += 1
        guard place.index == round.count else { return }
        place.index = 0
        guard isShuffled, round.count > 1 else { return }
        repeat {
            place.seed = Dice.seed(place.seed, for: 0)
            round = Turns.round(round.count, place.seed)
        } while current == last
    }

    private static func round(_ count: Int, _ seed: UInt64?) -> [Int] {
        guard let seed else { return Array(0..<count) }
        return (0..<count).map { (key: Dice.seed(seed, for: UInt64($0)), index: $0) }
            .sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.index)
    }
}
