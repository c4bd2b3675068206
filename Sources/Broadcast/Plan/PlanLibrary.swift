/// The media and collections of a plan document.
struct PlanLibrary {
    private static let mediaKeys = [
        "id", "duration", "title", "released", "show", "season", "episode", "chapters", "missing",
    ]
    private static let entryKeys = ["collection", "media", "play_all", "count", "in_guide"]
    /// A playlist is written out until it comes round again; no longer than this.
    private static let longestRound = 20_000

    private(set) var media: [Media.ID: Playable] = [:]
    private(set) var collections: [MediaCollection] = []
    private var ids: [String: MediaCollection.ID] = [:]

    init(_ fields: PlanFields) throws(PlanError) {
        for node in try fields.list("media") {
            try add(PlanFields(node, "media", keys: Self.mediaKeys))
        }
        let entries = try fields.entries("collections")
        for (index, entry) in entries.enumerated() {
            ids[entry.key] = .init(Int64(index + 1))
        }
        var playlists: [YAMLNode.Entry] = []
        for entry in entries {
            if case .sequence(let nodes) = entry.value.content {
                var items: [Playable] = []
                for node in nodes { items.append(try item(node, entry.key)) }
                add(entry.key, items)
            } else if entry.value.isEmpty {
                add(entry.key, [])
            } else {
                playlists.append(entry)
            }
        }
        for entry in playlists { add(entry.key, try playlist(entry)) }
    }

    /// - Throws: ``PlanError`` if no collection has the name that `node` says.
    func collection(_ node: YAMLNode, _ key: String) throws(PlanError) -> MediaCollection.ID {
        let name = try node.planText(key)
        if let id = ids[name] { return id }
        let hint = nearest(to: name, among: ids.keys.sorted()).map { "Did you mean “\($0)”?" }
        throw PlanError(
            node.place, key, "names “\(name.prefix(40))”, which is no collection",
            remedy: hint ?? "Add it to “collections”.")
    }

    private mutating func add(_ name: String, _ items: [Playable]) {
        guard let id = ids[name] else { return }
        collections.append(MediaCollection(id: id, name: name, items: items))
    }

    private mutating func add(_ fields: PlanFields) throws(PlanError) {
        let id = Media.ID(
            Int64(try fields.required("id").planNumber("id", Int.min...Int.max)))
        let length = try fields.required("duration").planDuration("duration")
        var item = Playable(id: id, duration: length, title: try fields.text("title") ?? "")
        item.show = try fields.text("show")
        item.season = try fields.number("season")
        item.episode = try fields.number("episode")
        item.isMissing = try fields.flag("missing") ?? false
        for chapter in try fields.list("chapters") {
            item.chapters.append(try chapter.planDuration("chapters"))
        }
        if let node = fields["released"] {
            guard let day = PlanTime.day(try node.planText("released")) else {
                throw PlanError(
                    node.place, "released", "must be a date", remedy: "Write it as 2020-01-31.")
            }
            item.released = day.number
        }
        guard media.updateValue(item, forKey: id) == nil else {
            throw PlanError(fields.place, "id", "\(id) is here twice", remedy: "Remove one.")
        }
    }

    private func item(_ node: YAMLNode, _ key: String) throws(PlanError) -> Playable {
        let id = Media.ID(Int64(try node.planNumber(key, Int.min...Int.max)))
        guard let item = media[id] else {
            throw PlanError(
                node.place, key, "has \(id), which is no media", remedy: "Add it to “media”.")
        }
        return item
    }

    /// The rounds of a playlist one after the other, until every entry is at its beginning again.
    private func playlist(_ entry: YAMLNode.Entry) throws(PlanError) -> [Playable] {
        let fields = try PlanFields(entry.value, entry.key, keys: ["playlist"])
        var reels: [(items: [Playable], count: Int, next: Int)] = []
        for node in try fields.list("playlist") {
            let members = try PlanFields(node, "playlist", keys: Self.entryKeys)
            var items = try items(of: members)
            let isShown = try members.flag("in_guide") ?? true
            for index in items.indices { items[index].isShown = isShown }
            let count = try members.number("count", 1...10_000) ?? 1
            let playsAll = try members.flag("play_all") ?? false
            if !items.isEmpty { reels.append((items, playsAll ? items.count : count, 0)) }
        }
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
        } while reels.contains { $0.next > 0 } && round.count < Self.longestRound
        return round
    }

    private func items(of members: PlanFields) throws(PlanError) -> [Playable] {
        if let node = members["media"] { return [try item(node, "media")] }
        let id = try collection(members.required("collection"), "collection")
        return collections.first { $0.id == id }?.items ?? []
    }
}
