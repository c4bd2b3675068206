/// The schedule and the fillers of a plan document.
struct PlanSchedule {
    private static let fillerKeys = [
        "collection", "mode", "duration", "count", "minutes", "expression", "weight", "cooldown",
        "item_cooldown",
    ]
    private static let scheduleKeys = [
        "kind", "fixed_start", "tolerance", "keep_multi_part", "treat_collections_as_shows",
        "shuffle_items", "random_start", "items",
    ]
    private static let itemKeys = [
        "mode", "collection", "order", "start", "fixed_start", "overrun", "duration", "tail_mode",
        "discard_attempts", "count", "title", "guide", "pre_roll", "mid_roll", "post_roll", "tail",
        "fallback",
    ]

    private enum Kind: String, CaseIterable { case classic }
    private enum Mode: String, CaseIterable { case flood, duration, multiple, one }
    private enum FillerMode: String, CaseIterable {
        case duration, count, pad
        case randomCount = "random_count"
    }

    private let library: PlanLibrary
    private var fillers: [String: Filler] = [:]
    private(set) var schedule = Schedule.classic(ClassicSchedule(items: []))

    init(_ document: PlanFields, library: PlanLibrary) throws(PlanError) {
        self.library = library
        for entry in try document.entries("fillers") {
            fillers[entry.key] = try filler(
                PlanFields(entry.value, entry.key, keys: Self.fillerKeys))
        }
        let node = try document.required("schedule")
        _ = try PlanFields(node, "schedule").choice("kind", Kind.self)
        schedule = .classic(try classic(PlanFields(node, "schedule", keys: Self.scheduleKeys)))
    }

    private func filler(_ fields: PlanFields) throws(PlanError) -> Filler {
        let amount: Filler.Amount =
            switch try fields.choice("mode", FillerMode.self) ?? .duration {
            case .duration: .duration(try fields.duration("duration") ?? .zero)
            case .count: .count(try fields.number("count") ?? 1)
            case .randomCount: .randomCount(try fields.number("count") ?? 1)
            case .pad:
                .pad(minutes: try fields.required("minutes").planNumber("minutes", 1...1_440))
            }
        var filler = Filler(
            collection: try library.collection(fields.required("collection"), "collection"),
            amount: amount)
        if let node = fields["expression"] {
            filler.expression = try expression(node, "expression")
        }
        filler.weight = try fields.number("weight") ?? 1
        filler.cooldown = try fields.duration("cooldown") ?? .zero
        filler.itemCooldown = try fields.duration("item_cooldown") ?? .zero
        return filler
    }

    private func expression(_ node: YAMLNode, _ key: String) throws(PlanError) -> Expression {
        let expression = Expression(try node.planText(key))
        guard expression.isValid else {
            throw PlanError(node.place, key, "is not a formula", remedy: "Check its brackets.")
        }
        return expression
    }

    private func classic(_ fields: PlanFields) throws(PlanError) -> ClassicSchedule {
        var schedule = ClassicSchedule(items: [])
        for node in try fields.list("items") {
            schedule.items.append(try item(PlanFields(node, "items", keys: Self.itemKeys)))
        }
        schedule.fixedStart =
            try fields.choice("fixed_start", ClassicSchedule.FixedStart.self) ?? .strict
        schedule.tolerance = try fields.duration("tolerance") ?? schedule.tolerance
        schedule.keepMultiPart = try fields.flag("keep_multi_part") ?? false
        schedule.treatCollectionsAsShows = try fields.flag("treat_collections_as_shows") ?? false
        schedule.shuffleItems = try fields.flag("shuffle_items") ?? false
        schedule.randomStart = try fields.flag("random_start") ?? false
        return schedule
    }

    private func item(_ fields: PlanFields) throws(PlanError) -> ScheduleItem {
        var item = ScheduleItem(
            mode: try mode(fields),
            collection: try library.collection(fields.required("collection"), "collection"),
            order: try fields.choice("order", PlaybackOrder.self) ?? .chronological,
            title: try fields.text("title"))
        if let node = fields["start"] {
            guard let start = PlanTime.ofDay(try node.planText("start")) else {
                throw PlanError(
                    node.place, "start", "must be a time of day", remedy: "Write it as \"03:00\".")
            }
            item.start = start
        }
        item.fixedStart = try fields.choice("fixed_start", ClassicSchedule.FixedStart.self)
        item.overrun = try fields.choice("overrun", ScheduleItem.Overrun.self) ?? .overrun
        item.guide = try fields.choice("guide", ScheduleItem.GuideMode.self) ?? .normal
        item.preRoll = try fillers("pre_roll", fields)
        item.midRoll = try fillers("mid_roll", fields)
        item.postRoll = try fillers("post_roll", fields)
        item.tail = try fillers("tail", fields)
        item.fallback = try fillers("fallback", fields)
        return item
    }

    private func mode(_ fields: PlanFields) throws(PlanError) -> ScheduleItem.Mode {
        switch try fields.choice("mode", Mode.self) ?? .flood {
        case .flood: return .flood
        case .one: return .one
        case .multiple: return .multiple(.init(try fields.required("count").planText("count")))
        case .duration:
            return .duration(
                length: try fields.required("duration").planDuration("duration"),
                tail: try fields.choice("tail_mode", ScheduleItem.TailMode.self) ?? .none,
                discardAttempts: try fields.number("discard_attempts") ?? 0)
        }
    }

    /// The name of a filler, or a list of names, of which each is chosen by its weight.
    private func fillers(_ key: String, _ fields: PlanFields) throws(PlanError) -> [Filler] {
        guard let node = fields[key] else { return [] }
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
}
