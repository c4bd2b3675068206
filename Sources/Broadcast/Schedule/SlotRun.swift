/// The programmes of one slot with their fillers, and the time around them.
///
/// Programmes are packed first; fillers take no more than the time that programmes leave.
struct SlotRun {
    /// A programme with its fillers, padded to where the next may begin.
    struct Unit {
        let content: Playable
        var parts: [Part]
        /// From its beginning to where the next may begin, fillers and flex included.
        var length: Duration

        var slack: Duration { length - parts.length }
    }

    private let slot: Slot
    private let pad: Duration
    /// The slot's length; there may be less of it left.
    private let whole: Duration
    private(set) var units: [Unit] = []
    /// What plays last.
    private(set) var tail: [Part] = []
    private(set) var length = Duration.zero

    init(_ slot: Slot, pad: Duration, whole: Duration) {
        self.slot = slot
        self.pad = pad
        self.whole = whole
    }

    /// Adds a programme.
    ///
    /// - Parameter room: For all of the run; only what is longer than the slot itself may be
    ///   longer, as the first.
    /// - Returns: Whether it was added.
    mutating func add(_ content: Playable, room: Duration) -> Bool {
        let padded = padded(content.duration)
        guard length + padded <= room || units.isEmpty && padded > whole else { return false }
        units.append(Unit(content: content, parts: [Part(content, .content)], length: padded))
        length += padded
        return true
    }

    /// The next programme begins no earlier than so long after the slot's beginning.
    mutating func wait(until begin: Duration) {
        guard begin > length, let last = units.indices.last else { return }
        units[last].length += begin - length
        length = begin
    }

    /// Puts fillers around and into the programmes, then spreads what is left of the slot.
    mutating func complete(
        _ slotLength: Duration, at start: AirTime, flex: SlotSchedule.Flex,
        from shelves: inout Shelves
    ) {
        var extra = max(.zero, slotLength - length)
        var time = start
        for index in units.indices {
            var room = units[index].slack + extra
            let parts = parts(of: index, room: &room, at: time, from: &shelves)
            let padded = max(units[index].length, padded(parts.length + tail.length))
            extra -= min(extra, padded - units[index].length)
            units[index].parts = parts
            units[index].length = padded
            time = time + padded
        }
        length = units.reduce(.zero) { $0 + $1.length }
        if flex == .distribute { spread(extra) }
    }

    /// In multiples of the pad; what cannot be shared evenly comes first.
    private mutating func spread(_ extra: Duration) {
        guard !units.isEmpty else { return }
        let grain = max(pad, .seconds(1)).inMicroseconds
        let grains = extra.inMicroseconds / grain
        let count = Int64(units.count)
        for index in units.indices {
            let share = grains / count + (Int64(index) < grains % count ? 1 : 0)
            units[index].length += .microseconds(share * grain)
            length += .microseconds(share * grain)
        }
    }

    private mutating func parts(
        of index: Int, room: inout Duration, at time: AirTime, from shelves: inout Shelves
    ) -> [Part] {
        let content = units[index].content
        var before: [Part] = []
        if index == 0 { before += one(slot.head, .preRoll, &room, at: time, from: &shelves) }
        before += one(slot.preRoll, .preRoll, &room, at: time, from: &shelves)
        var parts = before + broken(content, &room, at: time, from: &shelves)
        parts += one(slot.postRoll, .postRoll, &room, at: time, from: &shelves)
        if index == units.count - 1 {
            tail = one(slot.tail, .tail, &room, at: time, from: &shelves)
        }
        return parts
    }

    private func one(
        _ fillers: [Filler], _ kind: PlayoutItem.Kind, _ room: inout Duration, at time: AirTime,
        from shelves: inout Shelves
    ) -> [Part] {
        guard let media = shelves.take(anyOf: fillers, room: room, at: time) else { return [] }
        room -= media.duration
        return [Part(media, kind)]
    }

    /// The programme in parts with breaks between them, as many as there is time for.
    private func broken(
        _ content: Playable, _ room: inout Duration, at time: AirTime, from shelves: inout Shelves
    ) -> [Part] {
        guard let breaks = slot.breaks else { return [Part(content, .content)] }
        var parts: [Part] = []
        var begin = Duration.zero
        for point in breaks.points(in: content.duration, room: room) {
            var left = breaks.length
            var fillers: [Part] = []
            while let media = shelves.take(anyOf: breaks.fillers, room: left, at: time) {
                fillers.append(Part(media, .midRoll))
                left -= media.duration
            }
            if fillers.isEmpty { break }
            room -= fillers.length
            parts += [Part(content, from: begin, to: point)] + fillers
            begin = point
        }
        return parts + [Part(content, from: begin, to: content.duration)]
    }

    private func padded(_ length: Duration) -> Duration {
        guard pad > .zero else { return length }
        let grain = pad.inMicroseconds
        return .microseconds((length.inMicroseconds + grain - 1) / grain * grain)
    }
}

extension Slot.Breaks {
    /// Where a programme is cut, if there is `room` for that much more time.
    func points(in programme: Duration, room: Duration) -> [Duration] {
        guard programme >= minimum, interval > .zero, length > .zero else { return [] }
        let (whole, step) = (programme.inMicroseconds, interval.inMicroseconds)
        let count = min(
            (whole + step - 1) / step - 1, Int64(most), room.inMicroseconds / length.inMicroseconds)
        return (0..<max(0, count)).map { .microseconds(($0 + 1) * step) }
    }
}
