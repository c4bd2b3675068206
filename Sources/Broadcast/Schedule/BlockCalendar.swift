/// When the blocks of a schedule are on, day by day.
struct BlockCalendar {
    /// A block that is on during `[start, finish)`.
    struct Showing: Hashable {
        let block: Block
        let start: AirTime
        let finish: AirTime
    }

    /// So many days ahead the next block is looked for.
    private static let lookahead = 8

    private let schedule: BlockSchedule
    private let zone: ZoneRules
    private let blocks: [String: Block]
    private let templates: [String: [BlockTemplate.Entry]]
    private let decos: [String: Deco]
    private let decoTemplates: [String: [DecoTemplate.Entry]]
    /// The blocks around the day that was asked for last.
    private var around: (day: Day, showings: [Showing])?

    init(_ schedule: BlockSchedule, zone: ZoneRules) {
        self.schedule = schedule
        self.zone = zone
        func named<Value, Of>(
            _ values: [Value], _ name: KeyPath<Value, String>, _ of: (Value) -> Of
        ) -> [String: Of] {
            Dictionary(values.map { ($0[keyPath: name], of($0)) }) { first, _ in first }
        }
        blocks = named(schedule.blocks, \.name) { $0 }
        templates = named(schedule.templates, \.name, \.entries)
        decos = named(schedule.decos, \.name) { $0 }
        decoTemplates = named(schedule.decoTemplates, \.name, \.entries)
    }

    /// The block that is on at `time`: a block ends when the next one begins.
    mutating func running(at time: AirTime) -> Showing? {
        let today = zone.wallTime(at: time).day
        return showings(around: today).last { $0.start <= time && time < $0.finish }
    }

    /// When the next block begins; where none does for a week, some midnight before which none is.
    mutating func nextStart(after time: AirTime) -> AirTime {
        let today = zone.wallTime(at: time).day
        if let next = showings(around: today).first(where: { $0.start > time }) {
            return next.start
        }
        for days in 2..<Self.lookahead {
            let showings = showings(on: [today + days])
            if let next = showings.first(where: { $0.start > time }) { return next.start }
        }
        return zone.instant(of: today + Self.lookahead, second: 0)
    }

    /// What goes around the programmes at `time`.
    func deco(at time: AirTime) -> DecoInForce {
        var deco = DecoInForce()
        if let own = schedule.deco.flatMap({ decos[$0] }) { deco.put(on: own) }
        let wall = zone.wallTime(at: time)
        let template = schedule.calendar.first { $0.days.matches(wall.day) }?.decoTemplate
        let entry = template.flatMap { decoTemplates[$0] }?.first { $0.holds(at: wall.second) }
        if let own = entry.flatMap({ decos[$0.deco] }) { deco.put(on: own) }
        return deco
    }

    private mutating func showings(around day: Day) -> [Showing] {
        if let around, around.day == day { return around.showings }
        let showings = showings(on: [day + -1, day, day + 1])
        around = (day, showings)
        return showings
    }

    private func showings(on days: [Day]) -> [Showing] {
        var showings: [Showing] = []
        for day in days {
            guard let rule = schedule.calendar.first(where: { $0.days.matches(day) }) else {
                continue
            }
            for entry in templates[rule.template] ?? [] {
                guard let block = blocks[entry.block] else { continue }
                let start = zone.instant(of: day, second: entry.start)
                showings.append(Showing(block: block, start: start, finish: start + block.length))
            }
        }
        showings.sort { $0.start < $1.start }
        return showings.indices.map { index in
            let showing = showings[index]
            let next = index + 1 < showings.count ? showings[index + 1].start : showing.finish
            return Showing(
                block: showing.block, start: showing.start, finish: min(showing.finish, next))
        }
    }
}
