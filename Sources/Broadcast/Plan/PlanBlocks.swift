/// A block schedule of a plan document.
struct PlanBlocks {
    private static let keys = [
        "blocks", "templates", "calendar", "decos", "deco_templates", "deco",
    ]
    private static let longest = Duration.seconds(86_400)

    private let fillers: PlanFillers

    init(_ fillers: PlanFillers) {
        self.fillers = fillers
    }

    func schedule(_ node: YAMLNode) throws(PlanError) -> BlockSchedule {
        let fields = try PlanFields(node, "schedule", keys: PlanSchedule.keys + Self.keys)
        var schedule = BlockSchedule(blocks: [], templates: [], calendar: [])
        for entry in try fields.entries("blocks") { schedule.blocks.append(try block(entry)) }
        for entry in try fields.entries("decos") { schedule.decos.append(try deco(entry)) }
        let blocks = schedule.blocks.map(\.name)
        let decos = schedule.decos.map(\.name)
        for entry in try fields.entries("templates") {
            schedule.templates.append(try template(entry, blocks))
        }
        for entry in try fields.entries("deco_templates") {
            schedule.decoTemplates.append(try decoTemplate(entry, decos))
        }
        for node in try fields.list("calendar") {
            schedule.calendar.append(try day(node, schedule))
        }
        schedule.deco = try fields.name("deco", among: decos)
        return schedule
    }

    private func block(_ entry: YAMLNode.Entry) throws(PlanError) -> Block {
        let fields = try PlanFields(
            entry.value, entry.key, keys: ["length", "stop_scheduling", "items"])
        let node = try fields.required("length")
        let length = try node.planDuration("length")
        guard length > .zero, length <= Self.longest else {
            throw PlanError(node.place, "length", "must be more than nothing and at most 24h")
        }
        var block = Block(name: entry.key, length: length, items: [])
        block.stopScheduling =
            try fields.choice("stop_scheduling", Block.StopScheduling.self) ?? .beforeDurationEnd
        for node in try fields.list("items") {
            let fields = try PlanFields(
                node, "items", keys: ["collection", "order", "title", "guide"])
            var item = BlockItem(
                collection: try fillers.collection(fields),
                order: try fields.choice("order", PlaybackOrder.self) ?? .chronological,
                title: try fields.text("title"))
            item.guide = try fields.choice("guide", ScheduleItem.GuideMode.self) ?? .normal
            block.items.append(item)
        }
        return block
    }

    private func template(
        _ entry: YAMLNode.Entry, _ blocks: [String]
    ) throws(PlanError) -> BlockTemplate {
        var template = BlockTemplate(name: entry.key, entries: [])
        for node in try entry.value.planList(entry.key) {
            let fields = try PlanFields(node, entry.key, keys: ["start", "block"])
            _ = try fields.required("start")
            template.entries.append(
                .init(
                    start: try fields.timeOfDay("start") ?? 0,
                    block: try fields.requiredName("block", among: blocks)))
        }
        return template
    }

    private func day(_ node: YAMLNode, _ schedule: BlockSchedule) throws(PlanError) -> BlockDay {
        let fields = try PlanFields(
            node, "calendar", keys: PlanDays.keys + ["template", "deco_template"])
        return BlockDay(
            days: try PlanDays.rule(fields),
            template: try fields.requiredName("template", among: schedule.templates.map(\.name)),
            decoTemplate: try fields.name(
                "deco_template", among: schedule.decoTemplates.map(\.name)))
    }
}

extension PlanBlocks {
    private func deco(_ entry: YAMLNode.Entry) throws(PlanError) -> Deco {
        let fields = try PlanFields(
            entry.value, entry.key,
            keys: ["default_filler", "trim", "dead_air_fallback", "break_content"])
        var deco = Deco(name: entry.key)
        deco.defaultFiller = try part("default_filler", fields)
        deco.trimsDefaultFiller = try fields.flag("trim") ?? false
        deco.deadAirFallback = try part("dead_air_fallback", fields)
        deco.breakContent = try part("break_content", fields)
        return deco
    }

    /// `inherit`, `disable`, names of fillers that override, or `merge:` with names.
    private func part(_ key: String, _ fields: PlanFields) throws(PlanError) -> Deco.Part {
        guard let node = fields[key] else { return .inherit }
        if case .scalar("inherit", _) = node.content { return .inherit }
        if case .scalar("disable", _) = node.content { return .disable }
        guard case .mapping = node.content else { return .override(try fillers.fillers(node, key)) }
        let inner = try PlanFields(node, key, keys: ["merge"])
        return .merge(try fillers.fillers(inner.required("merge"), "merge"))
    }

    private func decoTemplate(
        _ entry: YAMLNode.Entry, _ decos: [String]
    ) throws(PlanError) -> DecoTemplate {
        var template = DecoTemplate(name: entry.key, entries: [])
        for node in try entry.value.planList(entry.key) {
            let fields = try PlanFields(node, entry.key, keys: ["start", "end", "deco"])
            _ = try fields.required("start")
            _ = try fields.required("end")
            template.entries.append(
                .init(
                    start: try fields.timeOfDay("start") ?? 0,
                    end: try fields.timeOfDay("end") ?? 0,
                    deco: try fields.requiredName("deco", among: decos)))
        }
        return template
    }
}

extension PlanFields {
    /// One of names that stand elsewhere in the document.
    func name(_ key: String, among names: [String]) throws(PlanError) -> String? {
        guard let node = self[key] else { return nil }
        let name = try node.planText(key)
        if names.contains(name) { return name }
        let hint = nearest(to: name, among: names).map { "Did you mean “\($0)”?" }
        throw PlanError(
            node.place, key, "names “\(name.prefix(40))”, which is not there",
            remedy: hint ?? "Add it, or name another one.")
    }

    func requiredName(_ key: String, among names: [String]) throws(PlanError) -> String {
        _ = try required(key)
        return try name(key, among: names) ?? ""
    }
}

extension YAMLNode {
    func planList(_ key: String) throws(PlanError) -> [YAMLNode] {
        guard case .sequence(let elements) = content else {
            throw PlanError(place, key, "must be a list")
        }
        return elements
    }
}
