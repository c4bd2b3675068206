/// Takes a schedule's collections off the library's shelves, each to where the anchor left it.
struct Stock {
    let shelves: Shelves
    let warnings: [PlayoutWarning]
    let longestCooldown: Duration

    /// - Parameters:
    ///   - anchor: Where to begin, and the place in each collection.
    ///   - isNew: Nothing was built before.
    init(_ list: ShelfList, seed: UInt64, anchor: PlayoutAnchor, isNew: Bool) {
        let places = Dictionary(anchor.places.map { ($0.id, $0.place) }) { first, _ in first }
        var orders: [ShelfID: RunningOrder] = [:]
        var warnings: [PlayoutWarning] = []
        let firstRuns = list.firstRuns
        let shown = Set(firstRuns.values.flatMap(\.self))
        for entry in list.entries where orders[entry.id] == nil {
            let order = RunningOrder(
                list.items(of: entry), layout: entry.layout, seed: entry.id.seed(from: seed),
                from: places[entry.id], beginsAnywhere: isNew && entry.beginsAnywhere,
                tellsShown: shown.contains(entry.id))
            if let order, firstRuns[entry.id]?.isEmpty != true {
                orders[entry.id] = order
            } else {
                let name = list.name(entry.id.collection)
                warnings.append(.emptyCollection(name, at: anchor.nextStart, item: entry.item))
            }
        }
        shelves = Shelves(
            orders: orders, dice: anchor.dice ?? Dice(seed: Dice.seed(seed, for: 2)),
            uses: anchor.fillerUses ?? FillerUses(), firstRuns: firstRuns)
        self.warnings = warnings
        longestCooldown = list.longestCooldown
    }
}

extension ShelfID {
    /// Every reader has a shuffle of its own.
    fileprivate func seed(from seed: UInt64) -> UInt64 {
        let first = Dice.seed(seed, for: UInt64(bitPattern: collection.value))
        return reader == 0 ? first : Dice.seed(first, for: UInt64(bitPattern: reader))
    }
}

extension ShelfList {
    /// Of each shelf of reruns the shelves that have their first runs.
    fileprivate var firstRuns: [ShelfID: [ShelfID]] {
        var firstRuns: [ShelfID: [ShelfID]] = [:]
        for id in Set(entries.map(\.id)) {
            guard let original = collection(id.collection)?.rerunOf else { continue }
            firstRuns[id] = Set(entries.map(\.id).filter { $0.collection == original }).sorted()
        }
        return firstRuns
    }

    /// A large collection of which nothing is left out is not copied.
    fileprivate func items(of entry: Entry) -> [Playable] {
        let items = collection(entry.id.collection)?.items ?? []
        if items.allSatisfy({ $0.isInMicroseconds && entry.takes($0) }) { return items }
        return items.lazy.filter(entry.takes).map(\.inMicroseconds)
    }
}

extension ShelfList.Entry {
    fileprivate func takes(_ media: Playable) -> Bool {
        media.hasLength && (takesMissing || !media.isMissing)
            && (show == nil || show == media.show ?? "")
    }
}

extension Playable {
    fileprivate var isInMicroseconds: Bool {
        duration.isInMicroseconds && chapters.allSatisfy(\.isInMicroseconds)
    }

    /// The same, its times cut to whole microseconds, in which timelines count.
    fileprivate var inMicroseconds: Playable {
        var media = self
        media.duration = .microseconds(duration.inMicroseconds)
        media.chapters = chapters.map { .microseconds($0.inMicroseconds) }
        return media
    }
}

extension Duration {
    fileprivate var isInMicroseconds: Bool { .microseconds(inMicroseconds) == self }
}
