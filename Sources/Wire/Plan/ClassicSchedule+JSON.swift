import Broadcast

extension JSON {
    static func members(
        of schedule: ClassicSchedule, _ fillers: inout FillerNames
    ) -> [Member] {
        let items = schedule.items.map { JSON($0, &fillers) }
        return [
            Member("kind", "classic"),
            Member("fixed_start", .text(schedule.fixedStart.rawValue)),
            Member("tolerance", JSON(schedule.tolerance)),
            Member("keep_multi_part", .flag(schedule.keepMultiPart)),
            Member("treat_collections_as_shows", .flag(schedule.treatCollectionsAsShows)),
            Member("shuffle_items", .flag(schedule.shuffleItems)),
            Member("random_start", .flag(schedule.randomStart)),
            Member("skip_missing", .flag(schedule.skipMissing)),
            Member("items", .list(items)),
        ]
    }

    private init(_ item: ScheduleItem, _ fillers: inout FillerNames) {
        self = .object(
            JSON.members(of: item.mode) + [
                Member("collection", .number(Int(item.collection.value))),
                Member("order", .text(item.order.rawValue)),
                Member("start", .optional(item.start.map(JSON.timeOfDay))),
                Member("fixed_start", .optional(item.fixedStart?.rawValue)),
                Member("overrun", .text(item.overrun.rawValue)),
                Member("title", .optional(item.title)),
                Member("guide", .text(item.guide.rawValue)),
                Member("fill_with_group", .text(item.fillWithGroup.rawValue)),
                Member("pre_roll", fillers.names(of: item.preRoll)),
                Member("mid_roll", fillers.names(of: item.midRoll)),
                Member("post_roll", fillers.names(of: item.postRoll)),
                Member("tail", fillers.names(of: item.tail)),
                Member("fallback", fillers.names(of: item.fallback)),
            ])
    }

    private static func members(of mode: ScheduleItem.Mode) -> [Member] {
        switch mode {
        case .flood: [Member("mode", "flood")]
        case .one: [Member("mode", "one")]
        case .multiple(let count): [Member("mode", "multiple"), Member("count", .text(count.name))]
        case .duration(let length, let tail, let attempts):
            [
                Member("mode", "duration"), Member("duration", JSON(length)),
                Member("tail_mode", .text(tail.rawValue)),
                Member("discard_attempts", .number(attempts)),
            ]
        }
    }
}
