import Broadcast

/// Finds out what collections of the owner's own hold, each member of them once.
struct MixEvaluation {
    let database: any Database
    let moment: QueryMoment
    private var known: [MediaCollection.ID: MediaCollection] = [:]

    /// Deeper ones are empty; nobody needs them.
    static let deepest = 8

    init(database: any Database, moment: QueryMoment) {
        self.database = database
        self.moment = moment
    }

    mutating func collection(_ id: MediaCollection.ID, depth: Int) throws -> MediaCollection? {
        if let found = known[id] { return found }
        guard let rule = try database.rule(of: id) else { return nil }
        guard let mix = rule.mix else {
            known[id] = try database.collection(id, rule, at: moment)
            return known[id]
        }
        let made = try JSONText.decode(MediaMix.self, from: mix)
        let items = try items(of: made, depth: depth)
        known[id] = MediaCollection(
            id: id, name: rule.name, items: items, rerunOf: made.original)
        return known[id]
    }

    private mutating func items(of mix: MediaMix, depth: Int) throws -> [Playable] {
        guard depth < Self.deepest else { return [] }
        var members: [MediaCollection.ID: MediaCollection] = [:]
        for id in mix.collections { members[id] = try collection(id, depth: depth + 1) }
        return mix.items(media: try database.playables(mix.media), collections: members)
    }
}

extension Database {
    private var idsInQuery: Int { 500 }

    /// Extras among them, too: who names one wants it.
    fileprivate func playables(
        _ ids: Set<Media.ID>
    ) throws(StoreError) -> [Media.ID: Playable] {
        var found: [Media.ID: Playable] = [:]
        for list in idLists(ids) {
            let items = try query(
                """
                SELECT \(Playable.columns) FROM media WHERE media.id IN (\(list))
                    AND facts IS NOT NULL AND source IN (SELECT id FROM sources WHERE active = 1)
                """, [], Playable.init)
            for item in items { found[item.id] = item }
        }
        return found
    }

    /// Of these, the ones that are no media.
    func unknown(among ids: Set<Media.ID>) throws(StoreError) -> Set<Media.ID> {
        var rest = ids
        for list in idLists(ids) {
            try forEach("SELECT id FROM media WHERE id IN (\(list))", []) {
                (row) throws(StoreError) in rest.remove(try row[0])
            }
        }
        return rest
    }

    private func idLists(_ ids: Set<Media.ID>) -> [String] {
        let sorted = ids.sorted { $0.value < $1.value }
        return stride(from: 0, to: sorted.count, by: idsInQuery).map { start in
            sorted[start...].prefix(idsInQuery).map { "\($0.value)" }.joined(separator: ", ")
        }
    }

    /// A condition that the first of the mix's media meet.
    func condition(
        ofMix id: MediaCollection.ID, limit: Int, at moment: QueryMoment
    ) throws -> (sql: String, values: [any Column]) {
        let items = try collection(id, at: moment)?.items.prefix(limit) ?? []
        return ("media.id IN (\(items.map { "\($0.id.value)" }.joined(separator: ", ")))", [])
    }

    /// Whether what the collection holds may be another tomorrow without any change of the library.
    func dependsOnToday(_ rule: CollectionRule) throws -> Bool {
        var seen: Set<MediaCollection.ID> = []
        var rules = [rule]
        while let rule = rules.popLast() {
            if let query = rule.query, try dependsOnToday(query) { return true }
            guard let mix = rule.mix else { continue }
            for id in try JSONText.decode(MediaMix.self, from: mix).collections
            where seen.insert(id).inserted {
                if let member = try self.rule(of: id) { rules.append(member) }
            }
        }
        return false
    }
}
