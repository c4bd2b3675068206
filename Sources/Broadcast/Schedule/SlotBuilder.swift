/// What the slots of a link have shown in a day or week.
struct LinkShown: Hashable, Sendable, Codable {
    let link: String
    /// The day or week.
    var period: Int
    var media: [Media.ID] = []
}

/// Plays slot after slot; a step is a whole slot, as its fillers go by what its programmes leave.
struct SlotBuilder: PlayoutBuilder {
    private let schedule: SlotSchedule
    private let calendar: SlotCalendar
    /// For each slot the shelves of its sources.
    private let shelves: [[ShelfID]]
    private let relays: [Channel.ID: Relay]
    var rundown: Rundown
    private(set) var isStarved = false

    init(
        _ schedule: SlotSchedule, shelves: [[ShelfID]], relays: [Channel.ID: Relay],
        rundown: Rundown
    ) {
        self.schedule = schedule
        self.shelves = shelves
        self.relays = relays
        self.rundown = rundown
        calendar = SlotCalendar(schedule: schedule, zone: rundown.zone)
    }

    var turn: Int { calendar.running(at: now)?.slot ?? 0 }
    var idleSteps: Int { 1 }
    var nextStart: AirTime { now }
    var saved: PlayoutAnchor { rundown.saved }

    mutating func begin() {
        rundown.anchor.slot = nil
        rundown.anchor.sources = nil
    }

    mutating func step() {
        guard let showing = calendar.running(at: now) else { return }
        // A build that begins within a slot is not late.
        let isLate =
            rundown.anchor.slot.map { $0 != showing.start } ?? false
            && now - showing.start > schedule.lateness
        rundown.anchor.slot = showing.start
        let begin = zone.aligned(now, to: schedule.pad)
        let finish = rundown.limited(showing.finish)
        guard !isLate, begin < finish, isOn(showing.slot) else { return endSlot(showing) }
        if let relay = relay(of: showing.slot) {
            isStarved = !rundown.place(relay, until: finish, item: showing.slot)
            return
        }
        var run = SlotRun(
            schedule.slots[showing.slot], pad: schedule.pad, whole: showing.finish - showing.start)
        let waking = pack(&run, showing, from: begin, room: finish - begin)
        if run.units.isEmpty { return endSlot(showing, from: waking) }
        rundown.fillFlex(until: begin, with: schedule.fallback, item: showing.slot)
        run.complete(finish - begin, at: begin, flex: schedule.flex, from: &rundown.shelves)
        place(run, showing)
    }

    /// Whether the slot has anything to play.
    private func isOn(_ slot: Int) -> Bool {
        relay(of: slot) != nil || shelves[slot].contains { rundown.shelves.has($0) }
    }

    private func relay(of slot: Int) -> Relay? {
        schedule.slots[slot].redirect.flatMap { relays[$0] }
    }

    private mutating func place(_ run: SlotRun, _ showing: SlotCalendar.Showing) {
        let slot = schedule.slots[showing.slot]
        for (index, unit) in run.units.enumerated() {
            let end = now + unit.length
            if index > 0, slot.title == nil { rundown.anchor.bumpGuideGroup() }
            rundown.place(unit.parts, title: slot.title)
            if index < run.units.count - 1 {
                rundown.fillFlex(until: end, with: schedule.fallback, item: showing.slot)
            } else {
                let finish = max(showing.finish, end)
                let end = max(end, rundown.limited(run.tail.isEmpty ? flexEnd(finish) : finish))
                rundown.fillFlex(
                    until: end - run.tail.length, with: schedule.fallback, item: showing.slot)
                rundown.place(run.tail)
            }
        }
        rundown.anchor.bumpGuideGroup()
    }

    /// Flex up to the slot's end, or to when one of its sources has rested.
    private mutating func endSlot(_ showing: SlotCalendar.Showing, from waking: AirTime? = nil) {
        var finish = flexEnd(showing.finish)
        if let waking, waking < showing.finish { finish = waking }
        rundown.fillFlex(
            until: rundown.limited(finish), with: schedule.fallback, item: showing.slot)
        rundown.anchor.bumpGuideGroup()
    }

    /// Where flex ends that reaches `finish`: it goes on over slots in which nothing plays, and
    /// over one that would begin too late.
    private func flexEnd(_ finish: AirTime) -> AirTime {
        var finish = finish
        for _ in schedule.slots {
            guard let next = calendar.running(at: finish) else { break }
            if isOn(next.slot), finish - next.start <= schedule.lateness { break }
            finish = next.finish
        }
        return finish
    }
}

/// Which programmes a slot has.
extension SlotBuilder {
    /// - Returns: When a source wakes, if all of them rest.
    private mutating func pack(
        _ run: inout SlotRun, _ showing: SlotCalendar.Showing, from begin: AirTime, room: Duration
    ) -> AirTime? {
        let slot = schedule.slots[showing.slot]
        var shown = linkShown(slot, at: showing.start)
        if let shown, slot.link?.mode == .rerun {
            for item in shown.media.compactMap({ item($0, of: showing.slot) })
            where !run.add(item, room: room + schedule.lateness) { return nil }
            if slot.link?.overflow == .flex { return nil }
        }
        var turns = SourceTurns(
            slot.sources, shelves: shelves[showing.slot], owner: slot.start,
            saved: rundown.anchor.sources)
        while run.length < room + schedule.lateness {
            if let media = addNext(to: &run, turns: &turns, from: begin, room: room) {
                shown?.media.append(media)
            } else {
                guard let waking = waking(after: begin + run.length, turns) else { break }
                if run.units.isEmpty { return waking }
                if waking - begin >= room { break }
                run.wait(until: waking - begin)
            }
        }
        if slot.sources.count > 1 { rundown.anchor.keep(turns.history) }
        if let shown { rundown.anchor.keep(shown) }
        return nil
    }

    /// Adds the next programme of the source whose turn it is.
    ///
    /// - Returns: `nil` if all sources rest, or its next programme does not fit.
    private mutating func addNext(
        to run: inout SlotRun, turns: inout SourceTurns, from begin: AirTime, room: Duration
    ) -> Media.ID? {
        var stock = rundown.shelves
        guard let source = turns.choose(at: begin + run.length, from: &stock),
            let media = stock.order(turns.shelves[source])?.current,
            run.add(media, room: room + schedule.lateness)
        else { return nil }
        stock.advance(turns.shelves[source])
        rundown.shelves = stock
        turns.history.note(source, finish: begin + run.length)
        return media.id
    }

    /// When a programme may begin if all sources rest; `nil` if one of them has at `time`.
    private func waking(after time: AirTime, _ turns: SourceTurns) -> AirTime? {
        turns.nextWaking(after: time, in: rundown.shelves).map {
            zone.aligned($0, to: schedule.pad)
        }
    }

    /// What the slot's link has shown in the period of `time`.
    private func linkShown(_ slot: Slot, at time: AirTime) -> LinkShown? {
        guard let link = slot.link else { return nil }
        let period = calendar.period(at: time)
        let known = rundown.anchor.links?.first { $0.link == link.name && $0.period == period }
        return known ?? LinkShown(link: link.name, period: period)
    }

    private func item(_ media: Media.ID, of slot: Int) -> Playable? {
        for shelf in shelves[slot] {
            if let item = rundown.shelves.order(shelf)?.first(media) { return item }
        }
        return nil
    }
}

extension SlotSchedule {
    func prepare(in list: inout ShelfList) throws(SchedulingError) -> PreparedSchedule {
        guard slots.contains(where: { !$0.sources.isEmpty || $0.redirect != nil }) else {
            throw .noItems
        }
        var shelves: [[ShelfID]] = []
        for (index, slot) in slots.enumerated() {
            let name = slot.link.map { "link \($0.name)" } ?? "slot \(slot.start)"
            var own: [ShelfID] = []
            for source in slot.sources {
                let reader = ShelfList.reader(named: "\(name) \(source.order)")
                let id = ShelfID(collection: source.collection, reader: reader)
                list.add(
                    .init(id: id, layout: RunningLayout(order: source.order), item: index))
                own.append(id)
            }
            shelves.append(own)
        }
        let relays = list.relays
        return PreparedSchedule(
            programmes: slots.contains { $0.redirect.map { relays[$0] != nil } ?? false }
                ? [] : shelves.flatMap(\.self),
            collections: slots.flatMap(\.sources).map(\.collection), fillers: [(fillers, 0)]
        ) { [shelves] in SlotBuilder(self, shelves: shelves, relays: relays, rundown: $0) }
    }
}

extension PlayoutAnchor {
    mutating func keep(_ shown: LinkShown) {
        var all = links ?? []
        all.removeAll { $0.link == shown.link }
        all.append(shown)
        links = all.sorted { $0.link < $1.link }
    }
}
