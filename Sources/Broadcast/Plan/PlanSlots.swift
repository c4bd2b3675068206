/// Schedules of slots, and those that balance sources, of a plan document.
struct PlanSlots {
    private static let slotsKeys = ["period", "pad", "lateness", "flex", "slots", "fallback"]
    private static let slotKeys = [
        "start", "collection", "order", "sources", "redirect", "title", "link", "head", "pre_roll",
        "breaks",
        "post_roll", "tail",
    ]
    private static let sourceKeys = [
        "collection", "order", "weight", "cooldown", "max_consecutive",
    ]

    private let fillers: PlanFillers

    init(_ fillers: PlanFillers) {
        self.fillers = fillers
    }

    func schedule(_ node: YAMLNode) throws(PlanError) -> SlotSchedule {
        let fields = try PlanFields(node, "schedule", keys: PlanSchedule.keys + Self.slotsKeys)
        var schedule = SlotSchedule(
            period: try fields.choice("period", SlotSchedule.Period.self) ?? .day, slots: [])
        schedule.pad = try pad(fields)
        schedule.lateness = try fields.duration("lateness") ?? .zero
        schedule.flex = try fields.choice("flex", SlotSchedule.Flex.self) ?? .distribute
        schedule.fallback = try fillers.fillers("fallback", fields)
        for node in try fields.list("slots") {
            let slot = try slot(PlanFields(node, "slots", keys: Self.slotKeys), schedule.period)
            guard !schedule.slots.contains(where: { $0.start == slot.start }) else {
                throw PlanError(
                    node.place, "start", "is that of another slot", remedy: "Move one of them.")
            }
            schedule.slots.append(slot)
        }
        return schedule
    }

    func balance(_ node: YAMLNode) throws(PlanError) -> BalanceSchedule {
        let fields = try PlanFields(
            node, "schedule", keys: PlanSchedule.keys + ["sources", "pad", "fallback"])
        var schedule = BalanceSchedule(sources: try sources(fields))
        schedule.pad = try pad(fields)
        schedule.fallback = try fillers.fillers("fallback", fields)
        return schedule
    }

    private func pad(_ fields: PlanFields) throws(PlanError) -> Duration {
        guard let node = fields["pad"] else { return .zero }
        let pad = try node.planDuration("pad")
        guard pad <= .seconds(86_400) else {
            throw PlanError(node.place, "pad", "must be at most 24h")
        }
        return pad
    }

    private func slot(
        _ fields: PlanFields, _ period: SlotSchedule.Period
    ) throws(PlanError) -> Slot {
        var slot = Slot(start: try start(fields, period), sources: [])
        if fields["collection"] != nil {
            slot.sources = [try source(fields)]
        } else {
            slot.sources = try sources(fields)
        }
        slot.redirect = try fillers.channel("redirect", fields)
        slot.title = try fields.text("title")
        slot.link = try link(fields)
        slot.head = try fillers.fillers("head", fields)
        slot.preRoll = try fillers.fillers("pre_roll", fields)
        slot.breaks = try breaks(fields)
        slot.postRoll = try fillers.fillers("post_roll", fields)
        slot.tail = try fillers.fillers("tail", fields)
        return slot
    }

    /// `18:00`, or `mon 18:00` where the period is a week.
    private func start(
        _ fields: PlanFields, _ period: SlotSchedule.Period
    ) throws(PlanError) -> Int {
        let node = try fields.required("start")
        let words = try node.planText("start").split(separator: " ")
        let weekday = words.first.flatMap { DayRule.Weekday(rawValue: String($0)) }
            .flatMap(DayRule.Weekday.allCases.firstIndex)
        let isRight = period == .day ? words.count == 1 : words.count == 2 && weekday != nil
        guard isRight, let time = words.last.flatMap(PlanTime.ofDay) else {
            throw PlanError(
                node.place, "start", "must be a time of the \(period.rawValue)",
                remedy: period == .day
                    ? "Write it as \"18:00\"." : "Write it as \"mon 18:00\".")
        }
        return (period == .day ? 0 : weekday ?? 0) * 86_400 + time
    }
}

extension PlanSlots {
    private func sources(_ fields: PlanFields) throws(PlanError) -> [ScheduleSource] {
        var sources: [ScheduleSource] = []
        for node in try fields.list("sources") {
            sources.append(try source(PlanFields(node, "sources", keys: Self.sourceKeys)))
        }
        return sources
    }

    private func source(_ fields: PlanFields) throws(PlanError) -> ScheduleSource {
        ScheduleSource(
            collection: try fillers.collection(fields),
            order: try fields.choice("order", PlaybackOrder.self) ?? .chronological,
            weight: try fields.number("weight") ?? 1,
            cooldown: try fields.duration("cooldown") ?? .zero,
            maxConsecutive: try fields.number("max_consecutive", 1...1_000_000))
    }

    private func link(_ fields: PlanFields) throws(PlanError) -> Slot.Link? {
        guard let node = fields["link"] else { return nil }
        if case .scalar(let name, _) = node.content { return Slot.Link(name: name) }
        let inner = try PlanFields(node, "link", keys: ["name", "mode", "overflow"])
        return Slot.Link(
            name: try inner.required("name").planText("name"),
            mode: try inner.choice("mode", Slot.Link.Mode.self) ?? .continue,
            overflow: try inner.choice("overflow", Slot.Link.Overflow.self) ?? .flex)
    }

    private func breaks(_ fields: PlanFields) throws(PlanError) -> Slot.Breaks? {
        guard let node = fields["breaks"] else { return nil }
        let inner = try PlanFields(
            node, "breaks", keys: ["interval", "length", "minimum", "most", "fillers"])
        return Slot.Breaks(
            interval: try inner.required("interval").planDuration("interval"),
            length: try inner.required("length").planDuration("length"),
            minimum: try inner.duration("minimum") ?? .zero,
            most: try inner.number("most", 0...1_000) ?? 10,
            fillers: try fillers.fillers(inner.required("fillers"), "fillers"))
    }
}
