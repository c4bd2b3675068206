/// Collections of a plan document that are made of others.
extension PlanLibrary {
    private static let entryKeys = ["collection", "media", "play_all", "count", "in_guide"]
    private static let marathonKeys = [
        "collection", "group_by", "order", "play_all", "count", "shuffle_groups",
    ]
    /// A playlist is written out until it comes round again; no longer than this.
    private static let longestRound = 20_000

    private enum Grouping: String, CaseIterable { case show, season }

    /// One entry of a playlist, or one group of a marathon.
    private struct Reel {
        let items: [Playable]
        /// So many play in one turn.
        let count: Int
        var next = 0
    }

    /// What the collection has: entries in turn, the members of several collections, or the groups
    /// of one.
    func mix(_ entry: YAMLNode.Entry) throws(PlanError) -> [Playable] {
        let fields = try PlanFields(
            entry.value, entry.key, keys: ["playlist", "multi", "marathon"])
        if fields["multi"] != nil { return try members(fields.list("multi")) }
        if let node = fields["marathon"] {
            return Self.round(
                try groups(PlanFields(node, "marathon", keys: Self.marathonKeys)))
        }
        var reels: [Reel] = []
        for node in try fields.list("playlist") {
            let members = try PlanFields(node, "playlist", keys: Self.entryKeys)
            var items = try items(of: members)
            let isShown = try members.flag("in_guide") ?? true
            for index in items.indices { items[index].isShown = isShown }
            let count = try members.number("count", 1...10_000) ?? 1
            let playsAll = try members.flag("play_all") ?? false
            reels.append(Reel(items: items, count: playsAll ? items.count : count))
        }
        return Self.round(reels)
    }

    /// The rounds of a playlist one after the other, until every entry is at its beginning again.
    private static func round(_ reels: [Reel]) -> [Playable] {
        var reels = reels.filter { !$0.items.isEmpty }
        var round: [Playable] = []
        repeat {
            for index in reels.indices {
                for left in stride(from: reels[index].count, to: 0, by: -1) {
                    var item = reels[index].items[reels[index].next]
                    item.entryRest = left
                    round.append(item)
                    reels[index].next = (reels[index].next + 1) % reels[index].items.count
                }
            }
        } while reels.contains { $0.next > 0 } && round.count < longestRound
        return round
    }

    /// All items of several collections, each of which is a group of its own.
    private func members(_ nodes: [YAMLNode]) throws(PlanError) -> [Playable] {
        var all: [Playable] = []
        for node in nodes {
            let id = try collection(node, "multi")
            let name = try node.planText("multi")
            for var item in collections.first(where: { $0.id == id })?.items ?? [] {
                item.group = name
                all.append(item)
            }
        }
        return all
    }

    /// The shows or seasons of a collection, each in order.
    private func groups(_ fields: PlanFields) throws(PlanError) -> [Reel] {
        let grouping = try fields.choice("group_by", Grouping.self) ?? .show
        let layout = RunningLayout(
            order: try fields.choice("order", PlaybackOrder.self) ?? .chronological)
        let count = try fields.number("count", 1...10_000)
        let playsAll = try fields.flag("play_all") ?? (count == nil)
        let items = try items(of: fields)
        let groups = Dictionary(grouping: items) { item in
            let season = item.season ?? 0
            return (item.show ?? "")
                + (grouping == .season ? " \(season < 10 ? "0" : "")\(season)" : "")
        }
        var names = groups.keys.sorted()
        if try fields.flag("shuffle_groups") ?? false {
            names.sort { ShelfList.reader(named: $0) < ShelfList.reader(named: $1) }
        }
        return names.map { name in
            let group = layout.arrange(groups[name] ?? [], seed: 1, isFirstCycle: true)
            return Reel(items: group, count: playsAll ? group.count : count ?? 1)
        }
    }

    private func items(of members: PlanFields) throws(PlanError) -> [Playable] {
        if let node = members["media"] { return [try item(node, "media")] }
        let id = try collection(members.required("collection"), "collection")
        return collections.first { $0.id == id }?.items ?? []
    }
}
