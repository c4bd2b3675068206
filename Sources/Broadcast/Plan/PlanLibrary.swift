/// The media and collections of a plan document.
struct PlanLibrary {
    private static let mediaKeys = [
        "id", "duration", "title", "released", "show", "season", "episode", "chapters", "missing",
        "repeat",
    ]

    /// Empty where they are kept elsewhere.
    private(set) var media: [Media.ID: Playable] = [:]
    private(set) var collections: [MediaCollection] = []
    private var ids: [String: MediaCollection.ID] = [:]
    private var remedy = "Add it to “collections”."
    private var isKeptElsewhere = false

    init(_ fields: PlanFields) throws(PlanError) {
        for node in try fields.list("media") {
            try add(PlanFields(node, "media", keys: Self.mediaKeys))
        }
        let entries = try fields.entries("collections")
        for (index, entry) in entries.enumerated() {
            ids[entry.key] = .init(Int64(index + 1))
        }
        var mixes: [YAMLNode.Entry] = []
        for entry in entries {
            if case .sequence(let nodes) = entry.value.content {
                var items: [Playable] = []
                for node in nodes { items += try self.items(node, entry.key) }
                add(entry.key, items)
            } else if entry.value.isEmpty {
                add(entry.key, [])
            } else {
                mixes.append(entry)
            }
        }
        for entry in mixes {
            let mix = try mix(entry)
            let known = Dictionary(collections.map { ($0.id, $0) }) { first, _ in first }
            let items = mix.items(media: media, collections: known)
            add(entry.key, items, rerunOf: mix.original)
        }
    }

    /// Collections that are kept elsewhere, named by their numbers.
    init(_ collections: some Sequence<MediaCollection.ID>) {
        for id in collections { ids["\(id)"] = id }
        remedy = "Choose one of the library's collections."
        isKeptElsewhere = true
    }

    /// - Throws: ``PlanError`` if no collection has the name that `node` says.
    func collection(_ node: YAMLNode, _ key: String) throws(PlanError) -> MediaCollection.ID {
        let name = try node.planText(key)
        if let id = ids[name] { return id }
        let hint = nearest(to: name, among: ids.keys.sorted()).map { "Did you mean “\($0)”?" }
        throw PlanError(
            node.place, key, "names “\(name.prefix(40))”, which is no collection",
            remedy: hint ?? remedy)
    }

    private mutating func add(
        _ name: String, _ items: [Playable], rerunOf original: MediaCollection.ID? = nil
    ) {
        guard let id = ids[name] else { return }
        collections.append(
            MediaCollection(id: id, name: name, items: items, rerunOf: original))
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
        try add(item, repeated: fields.number("repeat", 1...1_000_000) ?? 1, fields)
    }

    /// Adds an item, and more like it whose ids and episodes count up.
    private mutating func add(
        _ item: Playable, repeated count: Int, _ fields: PlanFields
    ) throws(PlanError) {
        for number in 0..<count {
            var copy = item.with(id: Media.ID(item.id.value &+ Int64(number)))
            copy.episode = item.episode.map { $0 + number }
            guard media.updateValue(copy, forKey: copy.id) == nil else {
                throw PlanError(
                    fields.place, "id", "\(copy.id) is here twice", remedy: "Remove one.")
            }
        }
    }

    /// One item, or those from one id to another: `1..100`.
    private func items(_ node: YAMLNode, _ key: String) throws(PlanError) -> [Playable] {
        let ends = try node.planText(key).split(separator: "..")
        guard ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]),
            first <= last, last - first < 1_000_000
        else { return [try item(node, key)] }
        let items = (first...last).compactMap { media[Media.ID($0)] }
        guard items.count == Int(last - first) + 1 else {
            throw PlanError(node.place, key, "has a number that is no media", remedy: "Add it.")
        }
        return items
    }

    func mediaID(_ node: YAMLNode, _ key: String) throws(PlanError) -> Media.ID {
        isKeptElsewhere
            ? Media.ID(Int64(try node.planNumber(key, Int.min...Int.max)))
            : try item(node, key).id
    }

    private func item(_ node: YAMLNode, _ key: String) throws(PlanError) -> Playable {
        let id = Media.ID(Int64(try node.planNumber(key, Int.min...Int.max)))
        guard let item = media[id] else {
            throw PlanError(
                node.place, key, "has \(id), which is no media", remedy: "Add it to “media”.")
        }
        return item
    }
}
