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
    /// Which of a channel's schedules was on air, if it has several.
    var part: Int?
    /// The block that is on.
    var block: BlockPlace?
    /// When the slot began, or should have begun, that played last.
    var slot: AirTime?
    /// What slots with a link have shown.
    var links: [LinkShown]?
    /// Which of several sources played when.
    var sources: [SourceHistory]?
    /// Whose turn it is among the shows of items that fill with groups.
    var groups: [GroupPlace]?

    /// An anchor from which a timeline begins at `instant` with nothing played before.
    public init(nextStart instant: AirTime) {
        nextStart = instant
    }

    /// The same place in everything, to go on at another instant of the same turn.
    func at(_ instant: AirTime) -> PlayoutAnchor {
        var copy = self
        copy.nextStart = instant
        return copy
    }

    /// The same places, to go on at another instant with the next turn.
    public func moved(to instant: AirTime) -> PlayoutAnchor {
        var moved = self
        moved.nextStart = instant
        moved.durationFinish = nil
        moved.lastFixed = nil
        moved.block = nil
        moved.slot = nil
        return moved
    }

    /// The turn is over, or another schedule takes over.
    mutating func leaveTurn() {
        remaining = nil
        durationFinish = nil
        inFlood = false
    }

    mutating func bumpGuideGroup() {
        guideGroup = guideGroup % PlayoutAnchor.guideGroups + 1
    }
}

/// Where a collection goes on.
struct CollectionPlace: Hashable, Sendable {
    let id: ShelfID
    let place: RunningOrder.Place
}

extension CollectionPlace: Codable {
    private enum Key: String, CodingKey { case collection, reader, place }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = ShelfID(
            collection: try fields.decode(MediaCollection.ID.self, forKey: .collection),
            reader: try fields.value(.reader, or: 0))
        place = try fields.decode(RunningOrder.Place.self, forKey: .place)
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id.collection, forKey: .collection)
        if id.reader != 0 { try fields.encode(id.reader, forKey: .reader) }
        try fields.encode(place, forKey: .place)
    }
}

/// Whose turn it is among the shows that one schedule item goes through.
struct GroupPlace: Hashable, Sendable, Codable {
    let part: Int
    let item: Int
    let place: Turns.Place
}
