/// Which shelves the items of a classic schedule read.
struct ClassicShelves {
    /// For each item the shelf its programmes come from; one for each show if it fills with groups.
    private(set) var content: [[ShelfID]] = []

    /// Notes the programmes only: fillers come after the programmes of all schedules.
    init(_ schedule: ClassicSchedule, in list: inout ShelfList) {
        var readers: [MediaCollection.ID: Int64] = [:]
        for (index, item) in schedule.items.enumerated() {
            let own = RunningLayout(
                order: item.order, keepsStories: schedule.keepMultiPart,
                storiesSpanShows: schedule.treatCollectionsAsShows)
            // Items that share a collection share the place, and the first one's order.
            let reader =
                readers[item.collection] ?? list.reader(of: item.collection, in: own)
            readers[item.collection] = reader
            var entry = ShelfList.Entry(
                id: ShelfID(collection: item.collection, reader: reader), layout: own, item: index)
            entry.beginsAnywhere = schedule.randomStart
            entry.takesMissing = !schedule.skipMissing
            content.append(
                item.fillWithGroup == .none
                    ? Self.add(entry, to: &list) : Self.addShows(entry, to: &list))
        }
    }

    private static func add(_ entry: ShelfList.Entry, to list: inout ShelfList) -> [ShelfID] {
        list.add(entry)
        return [entry.id]
    }

    private static func addShows(_ entry: ShelfList.Entry, to list: inout ShelfList) -> [ShelfID] {
        let items = list.collection(entry.id.collection)?.items ?? []
        let shows = Set(items.map { $0.show ?? "" }).sorted()
        if shows.isEmpty { return add(entry, to: &list) }
        return shows.map { show in
            let reader = ShelfList.reader(named: "\(entry.id.reader) \(show)")
            var one = ShelfList.Entry(
                id: ShelfID(collection: entry.id.collection, reader: reader),
                layout: entry.layout, item: entry.item)
            one.show = show
            one.beginsAnywhere = entry.beginsAnywhere
            one.takesMissing = entry.takesMissing
            list.add(one)
            return one.id
        }
    }
}
