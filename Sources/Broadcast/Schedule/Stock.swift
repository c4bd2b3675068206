/// Takes a schedule's collections off the library's shelves, each to where the anchor left it.
struct Stock {
    let shelves: Shelves
    let warnings: [PlayoutWarning]
    /// Names of the collections that programmes come from.
    let names: [String]

    init(
        _ schedule: ClassicSchedule, collections: [MediaCollection], seed: UInt64,
        anchor: PlayoutAnchor, isNew: Bool
    ) {
        let known = Dictionary(collections.map { ($0.id, $0) }) { first, _ in first }
        let places = Dictionary(anchor.places.map { ($0.collection, $0.place) }) { first, _ in first
        }
        var orders: [MediaCollection.ID: RunningOrder] = [:]
        var warnings: [PlayoutWarning] = []

        func layOut(_ id: MediaCollection.ID, _ layout: RunningLayout, item: Int) {
            guard orders[id] == nil else { return }
            let order = RunningOrder(
                (known[id]?.items ?? []).filter(\.canPlay).map(\.inMicroseconds), layout: layout,
                seed: Dice.seed(seed, for: UInt64(bitPattern: id.value)), from: places[id],
                beginsAnywhere: isNew && schedule.randomStart)
            if let order {
                orders[id] = order
            } else {
                let name = known[id]?.name ?? "\(id)"
                warnings.append(.emptyCollection(name, at: anchor.nextStart, item: item))
            }
        }

        for (index, item) in schedule.items.enumerated() {
            let layout = RunningLayout(
                order: item.order, keepsStories: schedule.keepMultiPart,
                storiesSpanShows: schedule.treatCollectionsAsShows)
            layOut(item.collection, layout, item: index)
        }
        for (index, item) in schedule.items.enumerated() {
            for filler in item.fillers {
                let layout = RunningLayout(order: .shuffle, beginsInOrder: true)
                layOut(filler.collection, layout, item: index)
            }
        }
        names = Set(schedule.items.map(\.collection)).sorted().map { known[$0]?.name ?? "\($0)" }
        shelves = Shelves(
            orders: orders, dice: anchor.dice ?? Dice(seed: Dice.seed(seed, for: 2)),
            uses: anchor.fillerUses ?? FillerUses())
        self.warnings = warnings
    }
}

extension Playable {
    /// The same, its times cut to whole microseconds, in which timelines count.
    fileprivate var inMicroseconds: Playable {
        var media = self
        media.duration = .microseconds(duration.inMicroseconds)
        media.chapters = chapters.map { .microseconds($0.inMicroseconds) }
        return media
    }
}
