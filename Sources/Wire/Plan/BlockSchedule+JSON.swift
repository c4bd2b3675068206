import Broadcast

extension JSON {
    static func members(of schedule: BlockSchedule, _ fillers: inout FillerNames) -> [Member] {
        let decos = schedule.decos.map { Member($0.name, JSON($0, &fillers)) }
        return [
            Member("kind", "blocks"),
            Member("blocks", .object(schedule.blocks.map { Member($0.name, JSON($0)) })),
            Member("templates", .object(schedule.templates.map { Member($0.name, JSON($0)) })),
            Member("calendar", .list(schedule.calendar.map { JSON($0) })),
            Member("decos", decos.isEmpty ? .absent : .object(decos)),
            Member(
                "deco_templates",
                schedule.decoTemplates.isEmpty
                    ? .absent : .object(schedule.decoTemplates.map { Member($0.name, JSON($0)) })),
            Member("deco", .optional(schedule.deco)),
        ]
    }

    private init(_ block: Block) {
        self = [
            "length": JSON(block.length), "stop_scheduling": .text(block.stopScheduling.rawValue),
            "items": .list(block.items.map { JSON($0) }),
        ]
    }

    private init(_ item: BlockItem) {
        self = [
            "collection": .number(Int(item.collection.value)), "order": .text(item.order.rawValue),
            "title": .optional(item.title), "guide": .text(item.guide.rawValue),
        ]
    }

    private init(_ template: BlockTemplate) {
        self = .list(
            template.entries.map {
                ["start": .text(JSON.timeOfDay($0.start)), "block": .text($0.block)]
            })
    }

    private init(_ day: BlockDay) {
        self = .object(
            JSON.members(of: day.days) + [
                Member("template", .text(day.template)),
                Member("deco_template", .optional(day.decoTemplate)),
            ])
    }

    private init(_ template: DecoTemplate) {
        self = .list(
            template.entries.map {
                [
                    "start": .text(JSON.timeOfDay($0.start)), "end": .text(JSON.timeOfDay($0.end)),
                    "deco": .text($0.deco),
                ]
            })
    }

    private init(_ deco: Deco, _ fillers: inout FillerNames) {
        self = [
            "default_filler": JSON.part(deco.defaultFiller, &fillers),
            "trim": .flag(deco.trimsDefaultFiller),
            "dead_air_fallback": JSON.part(deco.deadAirFallback, &fillers),
            "break_content": JSON.part(deco.breakContent, &fillers),
        ]
    }

    private static func part(_ part: Deco.Part, _ fillers: inout FillerNames) -> JSON {
        switch part {
        case .inherit: return "inherit"
        case .disable: return "disable"
        case .override(let list): return fillers.list(of: list)
        case .merge(let list): return ["merge": fillers.list(of: list)]
        }
    }
}
