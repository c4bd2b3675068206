import Testing

@testable import Broadcast

/// Random schedules, libraries and places, for what must hold for all of them.
struct AnySchedule {
    static let zones = [
        "America/Chicago", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC",
    ]

    var dice: Dice
    let library: [MediaCollection]

    /// - Parameter seed: Equal seeds give equal libraries and schedules.
    init(seed: UInt64) {
        dice = Dice(seed: seed)
        library = AnySchedule.library(&dice)
    }

    private static func library(_ dice: inout Dice) -> [MediaCollection] {
        (1...13).map { id in
            let isFiller = id >= 10
            let count = id == 4 ? 0 : 1 + dice.roll(below: 9)
            let items = (0..<count).map { index in
                let seconds = isFiller ? 5 + dice.roll(below: 200) : 300 + dice.roll(below: 6_000)
                return Playable(
                    id: Media.ID(Int64(id * 100 + index)),
                    duration: .milliseconds(seconds * 1_000 + dice.roll(below: 1_000)),
                    title: "Part \(index % 3 + 1)", released: dice.roll(below: 9_000),
                    show: dice.roll(below: 2) == 0 ? "Show" : nil, season: dice.roll(below: 3),
                    episode: index,
                    chapters: (0..<dice.roll(below: 4)).map { .seconds($0 * seconds / 4) })
            }
            return MediaCollection(id: .init(Int64(id)), name: "Shelf \(id)", items: items)
        }
    }

    mutating func zone() throws -> ZoneRules {
        try ZoneRulesTests.rules(Self.zones[roll(Self.zones.count)])
    }

    mutating func roll(_ limit: Int) -> Int { dice.roll(below: limit) }

    mutating func isOne(in limit: Int) -> Bool { roll(limit) == 0 }

    /// A shelf of programmes; the fourth is empty.
    mutating func shelf() -> MediaCollection.ID { .init(Int64(1 + roll(4))) }

    mutating func order() -> PlaybackOrder {
        PlaybackOrder.allCases[roll(PlaybackOrder.allCases.count)]
    }

    mutating func fillers() -> [Filler] {
        guard isOne(in: 3) else { return [] }
        return (0...roll(2)).map { _ in
            let amounts: [Filler.Amount] = [
                .count(1 + roll(2)), .randomCount(3), .duration(.seconds(400)),
                .pad(minutes: [5, 15, 30, 60][roll(4)]),
            ]
            return Filler(
                collection: .init(Int64(10 + roll(3))), amount: amounts[roll(4)],
                expression: isOne(in: 3) ? Expression("num % 2 = 0") : nil, weight: 1 + roll(5),
                cooldown: isOne(in: 4) ? .seconds(600) : .zero,
                itemCooldown: isOne(in: 4) ? .seconds(3_600) : .zero)
        }
    }
}

/// Classic schedules.
extension AnySchedule {
    private mutating func item() -> ScheduleItem {
        let modes: [ScheduleItem.Mode] = [
            .flood, .one, .multiple(.init("random % 3 + 1")), .multiple(.collectionSize),
            .multiple(.multiEpisodeGroup),
            .duration(
                length: .seconds(3_600 * (1 + roll(4))),
                tail: ScheduleItem.TailMode.allCases[roll(3)], discardAttempts: roll(3)),
        ]
        var item = ScheduleItem(
            mode: modes[roll(modes.count)], collection: shelf(), order: order(),
            start: isOne(in: 3) ? roll(96) * 900 : nil, title: isOne(in: 4) ? "Title" : nil)
        item.overrun = ScheduleItem.Overrun.allCases[roll(3)]
        item.fixedStart = [nil, .strict, .flexible][roll(3)]
        item.guide = isOne(in: 8) ? .filler : .normal
        item.preRoll = fillers()
        item.midRoll = fillers()
        item.postRoll = fillers()
        item.tail = fillers()
        item.fallback = fillers()
        return item
    }

    mutating func classic() -> ClassicSchedule {
        var schedule = ClassicSchedule(items: (0...roll(4)).map { _ in item() })
        schedule.shuffleItems = isOne(in: 3)
        schedule.keepMultiPart = isOne(in: 3)
        schedule.randomStart = isOne(in: 3)
        return schedule
    }
}

/// Schedules of several days.
extension AnySchedule {
    /// Of any kind.
    mutating func single() -> Schedule {
        switch roll(5) {
        case 0: .classic(classic())
        case 1: .blocks(blocks())
        case 2: .slots(slots())
        case 3: .balance(balance())
        default: .card(title: "Card")
        }
    }

    mutating func dayRule() -> DayRule {
        let weekdays = DayRule.Weekday.allCases.filter { _ in isOne(in: 3) }
        let range =
            isOne(in: 4)
            ? DateRange.Date("\(1 + roll(12))-\(1 + roll(31))").flatMap { from in
                DateRange.Date("\(1 + roll(12))-\(1 + roll(31))").flatMap {
                    DateRange(from: from, to: $0)
                }
            } : nil
        return DayRule(
            weekdays: Set(weekdays), days: isOne(in: 4) ? Set(1...(1 + roll(28))) : [],
            range: range)
    }
}

/// Block schedules.
extension AnySchedule {
    private mutating func part() -> Deco.Part {
        let own = fillers()
        return [.inherit, .disable, .override(own), .merge(own)][roll(4)]
    }

    private mutating func block(_ name: Int) -> Block {
        Block(
            name: "\(name)", length: .seconds(1_800 * (1 + roll(8))),
            stopScheduling: isOne(in: 2) ? .beforeDurationEnd : .afterDurationEnd,
            items: (0...roll(5)).map { _ in BlockItem(collection: shelf(), order: order()) })
    }

    mutating func blocks() -> BlockSchedule {
        var schedule = BlockSchedule(
            blocks: (0..<3).map { block($0) },
            templates: (0..<2).map { name in
                BlockTemplate(
                    name: "\(name)",
                    entries: (0...roll(6)).map { _ in
                        .init(start: roll(48) * 1_800, block: "\(roll(3))")
                    })
            }, calendar: [])
        schedule.calendar = (0...roll(3)).map { _ in
            BlockDay(days: dayRule(), template: "\(roll(2))", decoTemplate: "\(roll(2))")
        }
        schedule.decos = (0..<3).map { name in
            var deco = Deco(name: "\(name)")
            deco.defaultFiller = part()
            deco.trimsDefaultFiller = isOne(in: 3)
            deco.deadAirFallback = part()
            deco.breakContent = part()
            return deco
        }
        schedule.deco = "0"
        schedule.decoTemplates = [
            DecoTemplate(
                name: "0",
                entries: [.init(start: roll(24) * 3_600, end: roll(24) * 3_600, deco: "1")])
        ]
        return schedule
    }
}

/// Schedules of slots, and of balanced sources.
extension AnySchedule {
    private mutating func sources(_ most: Int) -> [ScheduleSource] {
        (0..<1 + roll(most)).map { _ in
            ScheduleSource(
                collection: shelf(), order: order(), weight: 1 + roll(4),
                cooldown: isOne(in: 3) ? .seconds(roll(20_000)) : .zero,
                maxConsecutive: isOne(in: 3) ? 1 + roll(3) : nil)
        }
    }

    private mutating func pad() -> Duration {
        .seconds([0, 300, 900, 1_800, 3_600][roll(5)])
    }

    private mutating func slot(_ start: Int) -> Slot {
        var slot = Slot(start: start, sources: isOne(in: 8) ? [] : sources(3))
        slot.title = isOne(in: 4) ? "Title" : nil
        if isOne(in: 2) {
            slot.link = .init(
                name: "\(roll(2))", mode: isOne(in: 2) ? .continue : .rerun,
                overflow: isOne(in: 2) ? .flex : .continue)
        }
        slot.head = fillers()
        slot.preRoll = fillers()
        slot.postRoll = fillers()
        slot.tail = fillers()
        if isOne(in: 2) {
            slot.breaks = .init(
                interval: .seconds(600 + roll(2_000)), length: .seconds(60 + roll(300)),
                minimum: .seconds(roll(4_000)), most: roll(5), fillers: fillers())
        }
        return slot
    }

    mutating func slots() -> SlotSchedule {
        let period: SlotSchedule.Period = isOne(in: 3) ? .week : .day
        let starts = Set((0...roll(6)).map { _ in roll(period == .day ? 96 : 672) * 900 })
        var schedule = SlotSchedule(period: period, slots: starts.sorted().map { slot($0) })
        schedule.pad = pad()
        schedule.lateness = .seconds(roll(4) * 900)
        schedule.flex = isOne(in: 2) ? .distribute : .end
        schedule.fallback = fillers()
        return schedule
    }

    mutating func balance() -> BalanceSchedule {
        var schedule = BalanceSchedule(sources: sources(5))
        schedule.pad = pad()
        schedule.fallback = fillers()
        return schedule
    }
}

/// Schedules of a kind.
extension AnySchedule {
    enum Kind: String, CaseIterable, Sendable {
        case classic, alternating, blocks, slots, balance, mixed, card, mirror
    }

    private static let other = Channel.ID(1)

    mutating func schedule(_ kind: Kind) -> Schedule {
        switch kind {
        case .classic: .classic(classic())
        case .blocks: .blocks(blocks())
        case .slots: .slots(slots())
        case .balance: .balance(balance())
        case .card: .card(title: "Card")
        case .mirror:
            .mirror(MirrorSchedule(channel: Self.other, offset: .seconds(roll(40_000) - 20_000)))
        case .mixed:
            .alternating(
                AlternatingSchedule(
                    base: single(),
                    alternates: (0...roll(3)).map { _ in
                        Alternate(days: dayRule(), schedule: single())
                    }))
        case .alternating:
            .alternating(
                AlternatingSchedule(
                    base: .classic(classic()),
                    alternates: (0...roll(2)).map { _ in
                        Alternate(days: dayRule(), schedule: .classic(classic()))
                    }))
        }
    }

    /// Another channel's timeline, from a day before `from` on, for five days.
    func relays(around from: AirTime, _ zone: ZoneRules) -> [Channel.ID: [PlayoutItem]] {
        var dice = dice
        var other = AnySchedule(seed: dice.roll())
        let built = try? Playout.build(
            other.single(), collections: library, zone: zone, anchor: nil, seed: 1,
            from: from - .hours(24), to: from + .hours(96))
        return [Self.other: built?.items ?? []]
    }
}

/// One schedule that is built from one instant on, whole or in parts.
struct AnyBuild {
    let schedule: Schedule
    let any: AnySchedule
    let zone: ZoneRules
    let seed: UInt64
    let from: AirTime
    private let relays: [Channel.ID: [PlayoutItem]]

    init(
        _ schedule: Schedule, of any: AnySchedule, in zone: ZoneRules, seed: UInt64, from: AirTime
    ) {
        self.schedule = schedule
        self.any = any
        self.zone = zone
        self.seed = seed
        self.from = from
        relays = any.relays(around: from, zone)
    }

    func to(hour: Int, after anchor: PlayoutAnchor? = nil) throws -> PlayoutBuild {
        try Playout.build(
            schedule, collections: any.library, relays: relays, zone: zone, anchor: anchor,
            seed: seed, from: from, to: from + .hours(hour))
    }

    /// To each hour in turn, from where the build before ended.
    func parts(to hours: [Int]) throws -> (items: [PlayoutItem], anchor: PlayoutAnchor?) {
        try hours.reduce(into: (items: [], anchor: nil)) { parts, hour in
            let part = try to(hour: hour, after: parts.anchor)
            parts.items += part.items
            parts.anchor = part.anchor
        }
    }
}
