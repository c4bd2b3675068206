/// A classic schedule of a plan document.
struct PlanClassic {
    private static let scheduleKeys = [
        "fixed_start", "tolerance", "keep_multi_part", "treat_collections_as_shows",
        "shuffle_items", "random_start", "skip_missing", "items",
    ]
    private static let itemKeys = [
        "mode", "collection", "order", "start", "fixed_start", "overrun", "duration", "tail_mode",
        "discard_attempts", "count", "title", "guide", "pre_roll", "mid_roll", "post_roll", "tail",
        "fallback", "fill_with_group",
    ]

    private enum Mode: String, CaseIterable { case flood, duration, multiple, one }

    private let fillers: PlanFillers

    init(_ fillers: PlanFillers) {
        self.fillers = fillers
    }

    func schedule(_ node: YAMLNode) throws(PlanError) -> ClassicSchedule {
        let fields = try PlanFields(node, "schedule", keys: PlanSchedule.keys + Self.scheduleKeys)
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
        schedule.skipMissing = try fields.flag("skip_missing") ?? true
        return schedule
    }

    private func item(_ fields: PlanFields) throws(PlanError) -> ScheduleItem {
        var item = ScheduleItem(
            mode: try mode(fields), collection: try fillers.collection(fields),
            order: try fields.choice("order", PlaybackOrder.self) ?? .chronological,
            start: try fields.timeOfDay("start"), title: try fields.text("title"))
        item.fixedStart = try fields.choice("fixed_start", ClassicSchedule.FixedStart.self)
        item.overrun = try fields.choice("overrun", ScheduleItem.Overrun.self) ?? .overrun
        item.guide = try fields.choice("guide", ScheduleItem.GuideMode.self) ?? .normal
        item.fillWithGroup =
            try fields.choice("fill_with_group", ScheduleItem.FillWithGroup.self) ?? .none
        item.preRoll = try fillers.fillers("pre_roll", fields)
        item.midRoll = try fillers.fillers("mid_roll", fields)
        item.postRoll = try fillers.fillers("post_roll", fields)
        item.tail = try fillers.fillers("tail", fields)
        item.fallback = try fillers.fillers("fallback", fields)
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
}
