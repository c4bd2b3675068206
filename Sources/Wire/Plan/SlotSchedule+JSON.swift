import Broadcast

extension JSON {
    static func members(of schedule: SlotSchedule, _ fillers: inout FillerNames) -> [Member] {
        let fallback = fillers.names(of: schedule.fallback)
        let slots = schedule.slots.map { JSON($0, schedule.period, &fillers) }
        return [
            Member("kind", "slots"), Member("period", .text(schedule.period.rawValue)),
            Member("pad", JSON(schedule.pad)), Member("lateness", JSON(schedule.lateness)),
            Member("flex", .text(schedule.flex.rawValue)), Member("fallback", fallback),
            Member("slots", .list(slots)),
        ]
    }

    static func members(of schedule: BalanceSchedule, _ fillers: inout FillerNames) -> [Member] {
        [
            Member("kind", "balance"), Member("pad", JSON(schedule.pad)),
            Member("fallback", fillers.names(of: schedule.fallback)),
            Member("sources", .list(schedule.sources.map { JSON($0) })),
        ]
    }

    private init(_ slot: Slot, _ period: SlotSchedule.Period, _ fillers: inout FillerNames) {
        self = .object([
            Member("start", .text(JSON.start(of: slot, period))),
            Member("sources", .list(slot.sources.map { JSON($0) })),
            Member("redirect", .optional(slot.redirect.map { Int($0.value) })),
            Member("title", .optional(slot.title)),
            Member("link", slot.link.map { JSON($0) } ?? .absent),
            Member("head", fillers.names(of: slot.head)),
            Member("pre_roll", fillers.names(of: slot.preRoll)),
            Member("breaks", JSON.breaks(slot.breaks, &fillers)),
            Member("post_roll", fillers.names(of: slot.postRoll)),
            Member("tail", fillers.names(of: slot.tail)),
        ])
    }

    /// `18:00`, or `mon 18:00` where the period is a week.
    private static func start(of slot: Slot, _ period: SlotSchedule.Period) -> String {
        let time = timeOfDay(slot.start % 86_400)
        let weekday = DayRule.Weekday.allCases[slot.start / 86_400 % 7]
        return period == .day ? time : "\(weekday.rawValue) \(time)"
    }

    private init(_ source: ScheduleSource) {
        self = [
            "collection": .number(Int(source.collection.value)),
            "order": .text(source.order.rawValue), "weight": .number(source.weight),
            "cooldown": JSON(source.cooldown), "max_consecutive": .optional(source.maxConsecutive),
        ]
    }

    private init(_ link: Slot.Link) {
        self = [
            "name": .text(link.name), "mode": .text(link.mode.rawValue),
            "overflow": .text(link.overflow.rawValue),
        ]
    }

    private static func breaks(_ breaks: Slot.Breaks?, _ fillers: inout FillerNames) -> JSON {
        guard let breaks else { return .absent }
        return [
            "interval": JSON(breaks.interval), "length": JSON(breaks.length),
            "minimum": JSON(breaks.minimum), "most": .number(breaks.most),
            "fillers": fillers.list(of: breaks.fillers),
        ]
    }
}
