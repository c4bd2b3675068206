public import Broadcast

extension JSON {
    /// A channel's plan, such as ``ChannelPlan`` reads.
    ///
    /// - Returns: `nil` if the schedule is of another kind.
    public init?(plan schedule: Schedule, zone: String) {
        var fillers = FillerNames()
        let written: JSON
        switch schedule {
        case .card(let title): written = ["kind": "card", "title": .text(title)]
        case .classic(let classic): written = JSON(classic, &fillers)
        case .blocks, .slots, .balance, .mirror, .alternating: return nil
        }
        self = .object([
            Member("timezone", .text(zone)),
            Member("fillers", fillers.isEmpty ? .absent : fillers.document),
            Member("schedule", written),
        ])
    }

    private init(_ schedule: ClassicSchedule, _ fillers: inout FillerNames) {
        let items = schedule.items.map { JSON($0, &fillers) }
        self = [
            "kind": "classic",
            "fixed_start": .text(schedule.fixedStart.rawValue),
            "tolerance": JSON(schedule.tolerance),
            "keep_multi_part": .flag(schedule.keepMultiPart),
            "treat_collections_as_shows": .flag(schedule.treatCollectionsAsShows),
            "shuffle_items": .flag(schedule.shuffleItems),
            "random_start": .flag(schedule.randomStart),
            "skip_missing": .flag(schedule.skipMissing),
            "items": .list(items),
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

    /// Such as `1h30m`; exact to the millisecond.
    fileprivate init(_ length: Duration) {
        let milliseconds = Int(length.inMicroseconds / 1_000)
        let units = [
            (milliseconds / 3_600_000, "h"), (milliseconds / 60_000 % 60, "m"),
            (milliseconds / 1_000 % 60, "s"), (milliseconds % 1_000, "ms"),
        ]
        let text = units.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        self = .text(text.isEmpty ? "0s" : text)
    }

    private static func timeOfDay(_ second: Int) -> String {
        let parts = [second / 3_600, second / 60 % 60, second % 60]
        return parts.prefix(parts[2] == 0 ? 2 : 3).map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}

/// Fillers by the names that a document gives them.
private struct FillerNames {
    private var fillers: [Filler] = []

    var isEmpty: Bool { fillers.isEmpty }

    mutating func names(of list: [Filler]) -> JSON {
        guard !list.isEmpty else { return .absent }
        return .list(
            list.map { filler in
                let known = fillers.firstIndex(of: filler)
                if known == nil { fillers.append(filler) }
                return .text("filler \((known ?? fillers.count - 1) + 1)")
            })
    }

    var document: JSON {
        .object(
            fillers.enumerated().map { index, filler in
                JSON.Member("filler \(index + 1)", document(of: filler))
            })
    }

    private func document(of filler: Filler) -> JSON {
        let amount: [JSON.Member] =
            switch filler.amount {
            case .duration(let length):
                [JSON.Member("mode", "duration"), JSON.Member("duration", JSON(length))]
            case .count(let count):
                [JSON.Member("mode", "count"), JSON.Member("count", .number(count))]
            case .randomCount(let count):
                [JSON.Member("mode", "random_count"), JSON.Member("count", .number(count))]
            case .pad(let minutes):
                [JSON.Member("mode", "pad"), JSON.Member("minutes", .number(minutes))]
            }
        return .object(
            [JSON.Member("collection", .number(Int(filler.collection.value)))] + amount + [
                JSON.Member("expression", .optional(filler.expression?.source)),
                JSON.Member("weight", .number(filler.weight)),
                JSON.Member("cooldown", JSON(filler.cooldown)),
                JSON.Member("item_cooldown", JSON(filler.itemCooldown)),
            ])
    }
}
