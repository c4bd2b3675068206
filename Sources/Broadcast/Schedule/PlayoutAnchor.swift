/// All that is needed to go on building a timeline where the last build ended.
public struct PlayoutAnchor: Hashable, Sendable, Codable {
    /// Where the built timeline ends and the next item begins.
    public internal(set) var nextStart: AirTime
    /// Guide groups count from 1 to this and start over.
    static let guideGroups = 10_000

    /// The schedule item whose turn it is.
    var item = 0
    var guideGroup = 1
    /// The place in each collection, by ascending id, so that equal anchors have equal bytes.
    var places: [CollectionPlace] = []

    init(nextStart: AirTime) {
        self.nextStart = nextStart
    }

    /// The same places, to go on at another instant.
    public func moved(to instant: AirTime) -> PlayoutAnchor {
        var moved = self
        moved.nextStart = instant
        return moved
    }
}

/// Where a collection goes on.
struct CollectionPlace: Hashable, Sendable, Codable {
    let collection: MediaCollection.ID
    let place: RunningOrder.Place
}
