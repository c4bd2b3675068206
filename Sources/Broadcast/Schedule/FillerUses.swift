/// When fillers with a cooldown played last: whole collections, and single items.
struct FillerUses: Hashable, Sendable {
    private struct Use: Hashable, Sendable, Codable {
        let id: Int64
        let time: AirTime
    }

    private var lists: [MediaCollection.ID: AirTime] = [:]
    private var items: [Media.ID: AirTime] = [:]

    init() {}

    func isResting(_ filler: Filler, at time: AirTime) -> Bool {
        guard filler.cooldown > .zero, let used = lists[filler.collection] else { return false }
        return used + filler.cooldown > time
    }

    func isResting(_ media: Media.ID, of filler: Filler, at time: AirTime) -> Bool {
        guard filler.itemCooldown > .zero, let used = items[media] else { return false }
        return used + filler.itemCooldown > time
    }

    mutating func note(_ media: Media.ID, of filler: Filler, at time: AirTime) {
        if filler.cooldown > .zero { lists[filler.collection] = time }
        if filler.itemCooldown > .zero { items[media] = time }
    }

    /// What still counts at `time` if no cooldown is longer than `longest`.
    func counting(at time: AirTime, longest: Duration) -> FillerUses {
        var left = self
        left.lists = lists.filter { $0.value + longest > time }
        left.items = items.filter { $0.value + longest > time }
        return left
    }
}

extension FillerUses: Codable {
    private enum Key: String, CodingKey { case lists, items }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        for use in try fields.decode([Use].self, forKey: .lists) { lists[.init(use.id)] = use.time }
        for use in try fields.decode([Use].self, forKey: .items) { items[.init(use.id)] = use.time }
    }

    /// In the order of ids, so that equal values have equal bytes.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        let lists = lists.map { Use(id: $0.key.value, time: $0.value) }
        let items = items.map { Use(id: $0.key.value, time: $0.value) }
        try fields.encode(lists.sorted { $0.id < $1.id }, forKey: .lists)
        try fields.encode(items.sorted { $0.id < $1.id }, forKey: .items)
    }
}
