/// What a collection is made of that its owner puts together: media one by one, or other collections.
public enum MediaMix: Hashable, Sendable, Codable {
    /// Media in the owner's order.
    case list([Media.ID])
    /// Entries that take turns.
    case playlist([Entry])
    /// All of several collections, each of which is a group of its own.
    case multi([MediaCollection.ID])
    /// The groups of one collection, one after the other.
    case marathon(Marathon)
    /// Of one collection what a schedule has shown from there before.
    case rerun(MediaCollection.ID)

    public struct Entry: Hashable, Sendable, Codable {
        public enum Content: Hashable, Sendable, Codable {
            case collection(MediaCollection.ID)
            case media(Media.ID)
        }

        public var content: Content
        /// So many play in one turn; `nil` for all there are.
        public var count: Int?
        /// Whether the guide shows them.
        public var isShown: Bool

        public init(content: Content, count: Int?, isShown: Bool = true) {
            self.content = content
            self.count = count
            self.isShown = isShown
        }
    }

    public struct Marathon: Hashable, Sendable, Codable {
        public enum Grouping: String, Hashable, Sendable, Codable, CaseIterable {
            case show, season
        }

        public var collection: MediaCollection.ID
        public var grouping: Grouping
        /// Of each group's items.
        public var order: PlaybackOrder
        /// So many of a group play before the next one's turn; `nil` for all of it.
        public var count: Int?
        public var shufflesGroups: Bool
    }

    /// A playlist is written out until it comes round again; no longer than this.
    static let longestRound = 20_000
    /// What is beyond is left out.
    static let mostItems = 100_000

    public var collections: Set<MediaCollection.ID> {
        switch self {
        case .list: []
        case .playlist(let entries): Set(entries.compactMap(\.collection))
        case .multi(let members): Set(members)
        case .marathon(let marathon): [marathon.collection]
        case .rerun(let original): [original]
        }
    }

    /// The collection that it has the reruns of.
    public var original: MediaCollection.ID? {
        if case .rerun(let original) = self { original } else { nil }
    }

    public var media: Set<Media.ID> {
        switch self {
        case .list(let media): Set(media)
        case .playlist(let entries): Set(entries.compactMap(\.media))
        case .multi, .marathon, .rerun: []
        }
    }

    /// Its items in order; what is not in `media` or `collections` is left out.
    public func items(
        media: [Media.ID: Playable], collections: [MediaCollection.ID: MediaCollection]
    ) -> [Playable] {
        switch self {
        case .list(let list): list.compactMap { media[$0] }
        case .playlist(let entries):
            Self.round(entries.map { Reel($0, media: media, collections: collections) })
        case .multi(let members):
            Array(members.lazy.flatMap { collections[$0]?.grouped ?? [] }.prefix(Self.mostItems))
        case .marathon(let marathon):
            Self.round(marathon.reels(of: collections[marathon.collection]?.items ?? []))
        case .rerun(let original): collections[original]?.items ?? []
        }
    }

    /// Rounds one after the other, until every reel is at its beginning again.
    private static func round(_ reels: [Reel]) -> [Playable] {
        var reels = reels.filter { !$0.items.isEmpty }
        var round: [Playable] = []
        repeat {
            for index in reels.indices {
                for left in stride(from: reels[index].count, to: 0, by: -1) {
                    if round.count == mostItems { return round }
                    var item = reels[index].items[reels[index].next]
                    item.entryRest = left
                    item.isShown = item.isShown && reels[index].isShown
                    round.append(item)
                    reels[index].next = (reels[index].next + 1) % reels[index].items.count
                }
            }
        } while reels.contains { $0.next > 0 } && round.count < longestRound
        return round
    }
}

/// One entry of a playlist, or one group of a marathon, on its way round.
private struct Reel {
    let items: [Playable]
    /// So many play in one turn.
    let count: Int
    let isShown: Bool
    var next = 0

    init(_ items: [Playable], count: Int?, isShown: Bool? = nil) {
        self.items = items
        self.count = count ?? items.count
        self.isShown = isShown ?? true
    }

    init(
        _ entry: MediaMix.Entry, media: [Media.ID: Playable],
        collections: [MediaCollection.ID: MediaCollection]
    ) {
        let items: [Playable] =
            switch entry.content {
            case .media(let id): [media[id]].compactMap { $0 }
            case .collection(let id): collections[id]?.items ?? []
            }
        self.init(items, count: entry.count, isShown: entry.isShown)
    }
}

extension MediaMix.Entry {
    fileprivate var collection: MediaCollection.ID? {
        if case .collection(let id) = content { id } else { nil }
    }

    fileprivate var media: Media.ID? {
        if case .media(let id) = content { id } else { nil }
    }
}

extension MediaCollection {
    fileprivate var grouped: [Playable] {
        items.map { item in
            var item = item
            item.group = name
            return item
        }
    }
}

extension MediaMix.Marathon {
    /// The shows or seasons, each in order.
    fileprivate func reels(of items: [Playable]) -> [Reel] {
        let layout = RunningLayout(order: order)
        let groups = Dictionary(grouping: items) { item in
            let season = item.season ?? 0
            return (item.show ?? "")
                + (grouping == .season ? " \(season < 10 ? "0" : "")\(season)" : "")
        }
        var names = groups.keys.sorted()
        if shufflesGroups {
            names.sort { ShelfList.reader(named: $0) < ShelfList.reader(named: $1) }
        }
        return names.map { name in
            let items = groups[name] ?? []
            let places = layout.sequence(of: items, seed: 1, isFirstCycle: true)
            return Reel(places.map { items[$0] }, count: count)
        }
    }
}
