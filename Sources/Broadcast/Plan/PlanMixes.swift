extension MediaMix {
    /// What a mix may be, of which it is one.
    public static let kinds = ["media", "playlist", "multi", "marathon", "rerun"]

    /// Reads it as plan documents have it; media and collections are named by their numbers.
    ///
    /// - Throws: ``PlanError`` naming the key that is wrong.
    public init(
        _ root: YAMLNode, collections: some Sequence<MediaCollection.ID>
    ) throws(PlanError) {
        self = try PlanLibrary(collections).mix(PlanFields(root, "mix", keys: Self.kinds))
    }
}

/// Collections of a plan document, or of the library, that are made of others.
extension PlanLibrary {
    private static let entryKeys = ["collection", "media", "play_all", "count", "in_guide"]
    private static let marathonKeys = [
        "collection", "group_by", "order", "play_all", "count", "shuffle_groups",
    ]
    private static let counts = 1...10_000

    /// What the collection has: entries in turn, the members of several collections, the groups or
    /// the reruns of one.
    func mix(_ entry: YAMLNode.Entry) throws(PlanError) -> MediaMix {
        try mix(PlanFields(entry.value, entry.key, keys: MediaMix.kinds))
    }

    /// - Throws: ``PlanError`` naming the key that is wrong.
    func mix(_ fields: PlanFields) throws(PlanError) -> MediaMix {
        if fields["multi"] != nil { return .multi(try collections(fields.list("multi"), "multi")) }
        if let node = fields["rerun"] { return .rerun(try collection(node, "rerun")) }
        if let node = fields["marathon"] {
            return .marathon(
                try marathon(PlanFields(node, "marathon", keys: Self.marathonKeys)))
        }
        if fields["media"] != nil {
            var list: [Media.ID] = []
            for node in try fields.list("media") { list.append(try mediaID(node, "media")) }
            return .list(list)
        }
        var entries: [MediaMix.Entry] = []
        for node in try fields.list("playlist") {
            entries.append(try self.entry(PlanFields(node, "playlist", keys: Self.entryKeys)))
        }
        return .playlist(entries)
    }

    private func entry(_ fields: PlanFields) throws(PlanError) -> MediaMix.Entry {
        let content: MediaMix.Entry.Content
        if let node = fields["media"] {
            content = .media(try mediaID(node, "media"))
        } else {
            content = .collection(try collection(fields.required("collection"), "collection"))
        }
        let count = try fields.number("count", Self.counts)
        let playsAll = try fields.flag("play_all") ?? false
        return MediaMix.Entry(
            content: content, count: playsAll ? nil : count ?? 1,
            isShown: try fields.flag("in_guide") ?? true)
    }

    private func marathon(_ fields: PlanFields) throws(PlanError) -> MediaMix.Marathon {
        let count = try fields.number("count", Self.counts)
        let playsAll = try fields.flag("play_all") ?? (count == nil)
        return MediaMix.Marathon(
            collection: try collection(fields.required("collection"), "collection"),
            grouping: try fields.choice("group_by", MediaMix.Marathon.Grouping.self) ?? .show,
            order: try fields.choice("order", PlaybackOrder.self) ?? .chronological,
            count: playsAll ? nil : count ?? 1,
            shufflesGroups: try fields.flag("shuffle_groups") ?? false)
    }

    private func collections(
        _ nodes: [YAMLNode], _ key: String
    ) throws(PlanError) -> [MediaCollection.ID] {
        var ids: [MediaCollection.ID] = []
        for node in nodes { ids.append(try collection(node, key)) }
        return ids
    }
}
