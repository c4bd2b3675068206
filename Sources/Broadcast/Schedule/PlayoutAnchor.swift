/// All that is needed to go on building a timeline where the last build ended.
public struct PlayoutAnchor: Hashable, Sendable, Codable {
    /// Guide groups count from 1 to this and start over; 0 is what the guide does not show.
    static let guideGroups = 10_000

    /// Where the built timeline ends and the next item begins.
    public internal(set) var nextStart: AirTime
    /// The schedule item whose turn it is.
    var turn = Turns.Place(seed: 0, index: 0)
    /// Items still to come in a turn of several.
    var remaining: Int?
    /// When a turn of a certain duration is over.
    var durationFinish: AirTime?
    var inFlood = false
    /// The fixed start served last, which is not served again late.
    var lastFixed: AirTime?
    var guideGroup = 1
    var dice: Dice?
    /// The place in each collection, by ascending id, so that equal anchors have equal bytes.
    var places: [CollectionPlace] = []
    /// When fillers with a cooldown played last.
    var fillerUses: FillerUses?

    /// An anchor from which a timeline begins at `instant` with nothing played before.
    public init(nextStart instant: AirTime) {
        nextStart = instant
    }

    /// The same places, to go on at another instant with the next turn.
    public func moved(to instant: AirTime) -> PlayoutAnchor {
        var moved = self
        moved.nextStart = instant
        moved.durationFinish = nil
        moved.lastFixed = nil
        return moved
    }

    mutating func bumpGuideGroup() {
        guideGroup = guideGroup % PlayoutAnchor.guideGroups + 1
    }
}

/// Where a collection goes on.
struct CollectionPlace: Hashable, Sendable, Codable {
    let collection: MediaCollection.ID
    let place: RunningOrder.Place
}
