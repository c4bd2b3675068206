/// The collections and fillers that the schedules of a plan document name.
struct PlanFillers {
    private static let keys = [
        "collection", "mode", "duration", "count", "minutes", "expression", "weight", "cooldown",
        "item_cooldown",
    ]

    private enum Mode: String, CaseIterable {
        case duration, count, pad
        case randomCount = "random_count"
    }

    private let library: PlanLibrary
    private var fillers: [String: Filler] = [:]
    private var channels: [(name: String, id: Channel.ID)] = []

    /// - Parameter channels: Those that are kept elsewhere, named by their numbers.
    init(
        _ document: PlanFields, library: PlanLibrary, channels: some Sequence<Channel.ID> = []
    ) throws(PlanError) {
        self.library = library
        self.channels = channels.map { ("\($0)", $0) }
        for entry in try document.entries("fillers") {
            fillers[entry.key] = try filler(PlanFields(entry.value, entry.key, keys: Self.keys))
        }
    }

    /// The collection that a mapping names.
    func collection(_ fields: PlanFields) throws(PlanError) -> MediaCollection.ID {
        try library.collection(fields.required("collection"), "collection")
    }

    /// Makes a channel known, which gets the next id from 1 on.
    mutating func add(channel name: String) -> Channel.ID {
        let id = Channel.ID(Int64(channels.count + 1))
        channels.append((name, id))
        return id
    }

    /// The channel that a mapping names under `key`.
    func channel(_ key: String, _ fields: PlanFields) throws(PlanError) -> Channel.ID? {
        guard let name = try fields.name(key, among: channels.map(\.name)) else { return nil }
        return channels.first { $0.name == name }?.id
    }

    /// The name of a filler, or a list of names, of which each is chosen by its weight.
    func fillers(_ key: String, _ fields: PlanFields) throws(PlanError) -> [Filler] {
        guard let node = fields[key] else { return [] }
        return try fillers(node, key)
    }

    func fillers(_ node: YAMLNode, _ key: String) throws(PlanError) -> [Filler] {
        var names = [node]
        if case .sequence(let elements) = node.content { names = elements }
        var chosen: [Filler] = []
        for node in names {
            let name = try node.planText(key)
            guard let filler = fillers[name] else {
                throw PlanError(
                    node.place, key, "names “\(name.prefix(40))”, which is no filler",
                    remedy: "Add it to “fillers”.")
            }
            chosen.append(filler)
        }
        return chosen
    }

    private func filler(_ fields: PlanFields) throws(PlanError) -> Filler {
        let amount: Filler.Amount =
            switch try fields.choice("mode", Mode.self) ?? .duration {
            case .duration: .duration(try fields.duration("duration") ?? .zero)
            case .count: .count(try fields.number("count") ?? 1)
            case .randomCount: .randomCount(try fields.number("count") ?? 1)
            case .pad:
                .pad(minutes: try fields.required("minutes").planNumber("minutes", 1...1_440))
            }
        var filler = Filler(collection: try collection(fields), amount: amount)
        if let node = fields["expression"] {
            filler.expression = Expression(try node.planText("expression"))
            guard filler.expression?.isValid == true else {
                throw PlanError(
                    node.place, "expression", "is not a formula", remedy: "Check its brackets.")
            }
        }
        filler.weight = try fields.number("weight") ?? 1
        filler.cooldown = try fields.duration("cooldown") ?? .zero
        filler.itemCooldown = try fields.duration("item_cooldown") ?? .zero
        return filler
    }
}
