/// A collection that is read at a pace of its own.
struct ShelfID: Hashable, Sendable {
    let collection: MediaCollection.ID
    /// Tells apart who reads one collection and keeps a place in it; 0 for its first reader.
    var reader: Int64 = 0
}

extension ShelfID: Comparable {
    static func < (one: ShelfID, other: ShelfID) -> Bool {
        (one.collection, one.reader) < (other.collection, other.reader)
    }
}

/// What a schedule reads, noted before it is laid out.
struct ShelfList {
    struct Entry {
        let id: ShelfID
        let layout: RunningLayout
        /// The schedule item that reads it.
        let item: Int
        /// Only this show's items; `nil` takes them all.
        var show: String?
        var beginsAnywhere = false
        /// Files that are not there now are taken as well.
        var takesMissing = false
    }

    private let library: [MediaCollection.ID: MediaCollection]
    /// Of other channels, those that have a timeline.
    let relays: [Channel.ID: Relay]
    /// Of several with one id the first counts that leaves anything to play.
    private(set) var entries: [Entry] = []
    private(set) var longestCooldown = Duration.zero
    private var layouts: [MediaCollection.ID: [RunningLayout]] = [:]

    init(_ library: [MediaCollection], relays: [Channel.ID: [PlayoutItem]] = [:]) {
        self.relays = relays.filter { !$0.value.isEmpty }.mapValues { Relay(items: $0) }
        self.library = Dictionary(library.map { ($0.id, $0) }) { first, _ in first }
    }

    func collection(_ id: MediaCollection.ID) -> MediaCollection? { library[id] }

    func name(_ id: MediaCollection.ID) -> String { library[id]?.name ?? "\(id)" }

    /// The names of these collections, each once.
    func names(_ ids: [MediaCollection.ID]) -> [String] { Set(ids).sorted().map(name) }

    mutating func add(_ entry: Entry) {
        entries.append(entry)
    }

    /// The number of the reader that reads a collection in this layout: readers with different
    /// layouts keep different places.
    mutating func reader(of collection: MediaCollection.ID, in layout: RunningLayout) -> Int64 {
        var all = layouts[collection] ?? []
        defer { layouts[collection] = all }
        if let index = all.firstIndex(of: layout) { return Int64(index) }
        all.append(layout)
        return Int64(all.count - 1)
    }

    /// Fillers are shuffled after a first round in their own order, unless they are programmes too.
    mutating func add(_ fillers: [Filler], item: Int) {
        for filler in fillers {
            longestCooldown = max(longestCooldown, filler.cooldown, filler.itemCooldown)
            add(
                Entry(
                    id: ShelfID(collection: filler.collection),
                    layout: RunningLayout(order: .shuffle, beginsInOrder: true), item: item))
        }
    }

    /// A reader's number that goes by a name alone, whatever else a schedule has.
    static func reader(named name: String) -> Int64 {
        let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return Int64(hash >> 1) | 0x4000_0000_0000_0000
    }
}
