/// Lays the items of a classic schedule end to end.
struct ClassicBuilder {
    private let schedule: ClassicSchedule
    private var orders: [MediaCollection.ID: RunningOrder] = [:]
    private var anchor: PlayoutAnchor
    private var items: [PlayoutItem] = []
    private var checkpoints: [PlayoutAnchor] = []
    private var warnings: [PlayoutWarning] = []

    init(
        _ schedule: ClassicSchedule, collections: [MediaCollection], seed: UInt64,
        anchor: PlayoutAnchor
    ) throws(SchedulingError) {
        guard !schedule.items.isEmpty else { throw .noItems }
        self.schedule = schedule
        self.anchor = anchor
        if anchor.item >= schedule.items.count { self.anchor.item = 0 }
        let known = Dictionary(collections.map { ($0.id, $0) }) { first, _ in first }
        for (index, item) in schedule.items.enumerated() {
            layOut(item, index, known[item.collection], seed)
        }
        guard !orders.isEmpty else {
            throw .nothingToPlay(schedule.collections.sorted().map { known[$0]?.name ?? "\($0)" })
        }
    }

    /// What was built so far.
    var build: PlayoutBuild {
        PlayoutBuild(
            items: items, anchor: saved, checkpoints: checkpoints, warnings: warnings)
    }

    /// Builds until the timeline reaches `end`.
    mutating func run(to end: AirTime) {
        while anchor.nextStart < end {
            guard orders[turn.collection] != nil else {
                anchor.item = (anchor.item + 1) % schedule.items.count
                continue
            }
            placeNext()
        }
    }

    private var turn: ScheduleItem { schedule.items[anchor.item] }

    private mutating func placeNext() {
        guard let media = orders[turn.collection]?.current else { return }
        let start = anchor.nextStart
        let finish = start + media.duration
        items.append(
            PlayoutItem(
                media: media.id, start: start, finish: finish, guideGroup: anchor.guideGroup))
        orders[turn.collection]?.advance()
        anchor.nextStart = finish
        anchor.guideGroup = anchor.guideGroup % PlayoutAnchor.guideGroups + 1
        if finish >= start.next(Playout.checkpointSpacing) { checkpoints.append(saved) }
    }

    /// The anchor with the present place in each collection.
    private var saved: PlayoutAnchor {
        var anchor = anchor
        let idle = anchor.places.filter { orders[$0.collection] == nil }
        let running = orders.map { CollectionPlace(collection: $0, place: $1.place) }
        anchor.places = (idle + running).sorted { $0.collection < $1.collection }
        return anchor
    }

    private mutating func layOut(
        _ item: ScheduleItem, _ index: Int, _ collection: MediaCollection?, _ seed: UInt64
    ) {
        guard orders[item.collection] == nil else { return }
        let playable = (collection?.items ?? []).filter(\.canPlay)
        guard !playable.isEmpty else {
            warnings.append(emptyCollection(collection?.name ?? "\(item.collection)", index))
            return
        }
        orders[item.collection] = RunningOrder(
            playable, order: item.order,
            seed: Dice.seed(seed, for: UInt64(bitPattern: item.collection.value)),
            from: anchor.places.first { $0.collection == item.collection }?.place)
    }

    private func emptyCollection(_ name: String, _ index: Int) -> PlayoutWarning {
        PlayoutWarning(
            code: .emptyCollection, at: anchor.nextStart, item: index,
            text: "“\(name)” has nothing to play, so item \(index + 1) is passed over.")
    }
}
