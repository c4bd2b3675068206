/// One stretch of what a schedule item puts on air: content, a part of it, or a filler.
struct Part: Hashable, Sendable {
    let media: Playable
    let kind: PlayoutItem.Kind
    var inPoint = Duration.zero
    var length: Duration

    init(_ media: Playable, _ kind: PlayoutItem.Kind) {
        self.media = media
        self.kind = kind
        length = media.duration
    }

    init(_ media: Playable, from inPoint: Duration, to outPoint: Duration) {
        self.media = media
        kind = .content
        self.inPoint = inPoint
        length = outPoint - inPoint
    }
}

extension Part {
    /// No more than the beginning of it.
    func cut(to room: Duration) -> Part {
        var part = self
        part.length = min(length, room)
        return part
    }
}

extension [Part] {
    var length: Duration { reduce(.zero) { $0 + $1.length } }
}

/// Puts pre-, mid- and post-roll around one content item.
struct Roll {
    private let item: ScheduleItem
    private let content: Playable
    private let start: AirTime
    private let zone: ZoneRules
    private var before: [Part] = []
    /// The content in parts, with what goes between each two.
    private var pieces: [Part]
    private var breaks: [[Part]] = []
    private var after: [Part] = []

    /// Several pads were set, so none of the fillers plays: only one can meet the clock.
    private(set) var hasTooManyPads = false

    init(_ item: ScheduleItem, content: Playable, start: AirTime, zone: ZoneRules) {
        self.item = item
        self.content = content
        self.start = start
        self.zone = zone
        pieces = [Part(content, .content)]
    }

    /// Everything in the order in which it plays.
    var parts: [Part] {
        var parts = before
        for (index, piece) in pieces.enumerated() {
            parts.append(piece)
            if index < breaks.count { parts += breaks[index] }
        }
        return parts + after
    }

    mutating func fill(from shelves: inout Shelves) {
        let pre = shelves.choose(item.preRoll, at: start)
        var mid = shelves.choose(item.midRoll, at: start)
        var posts = [shelves.choose(item.postRoll, at: start)].compactMap(\.self)
        if let chosen = mid {
            let points = breakPoints(chosen)
            // Without chapters mid-roll becomes post-roll; where only its condition matches none,
            // a pad still has to meet the clock.
            if content.chapters.count < 2 || points.isEmpty && chosen.isPad { posts.append(chosen) }
            if points.isEmpty { mid = nil } else { cut(at: points) }
        }
        let all = [pre, mid].compactMap(\.self) + posts
        guard all.count(where: \.isPad) <= 1 else {
            hasTooManyPads = true
            pieces = [Part(content, .content)]
            breaks = []
            return
        }
        if let pre { before += fillers(pre, .preRoll, from: &shelves) }
        if let mid {
            for index in breaks.indices { breaks[index] = fillers(mid, .midRoll, from: &shelves) }
        }
        for post in posts { after += fillers(post, .postRoll, from: &shelves) }
        if let pre, pre.isPad { before += pad(pre, .preRoll, from: &shelves) }
        if let mid, mid.isPad { padBreaks(mid, from: &shelves) }
        if let post = posts.first(where: \.isPad) { after += pad(post, .postRoll, from: &shelves) }
    }

    /// What a filler that is no pad puts at one place.
    private func fillers(
        _ filler: Filler, _ kind: PlayoutItem.Kind, from shelves: inout Shelves
    ) -> [Part] {
        switch filler.amount {
        case .duration(let room): return shelves.fill(room, with: filler, kind, at: now)
        case .count(let count): return take(count, filler, kind, from: &shelves)
        case .randomCount(let most):
            return take(shelves.roll(below: max(0, most) + 1), filler, kind, from: &shelves)
        case .pad: return []
        }
    }

    private func take(
        _ count: Int, _ filler: Filler, _ kind: PlayoutItem.Kind, from shelves: inout Shelves
    ) -> [Part] {
        var parts: [Part] = []
        for _ in 0..<max(0, count) {
            guard let media = shelves.take(filler, at: now + parts.length) else { break }
            parts.append(Part(media, kind))
        }
        return parts
    }

    /// Where what was placed so far ends, if nothing more came.
    private var now: AirTime { start + parts.length }
}

extension Roll {
    /// Fills up to the next multiple of the pad's minutes by the clock; nothing if it is met.
    private func pad(
        _ filler: Filler, _ kind: PlayoutItem.Kind, from shelves: inout Shelves
    ) -> [Part] {
        let room = distance(to: filler)
        let parts = shelves.fill(room, with: filler, kind, at: now)
        return parts
            + shelves.fallBack(item.fallback, room: room - parts.length, at: now + parts.length)
    }

    /// Deals the pad's fillers evenly into the breaks; what one leaves, the next may use.
    private mutating func padBreaks(_ filler: Filler, from shelves: inout Shelves) {
        let room = distance(to: filler)
        let share = room / breaks.count
        var spare = room - share * breaks.count
        for index in breaks.indices {
            let dealt = shelves.fill(share + spare, with: filler, .midRoll, at: now)
            breaks[index] += dealt
            spare = share + spare - dealt.length
        }
        after = shelves.fallBack(item.fallback, room: spare, at: now) + after
    }

    private func distance(to pad: Filler) -> Duration {
        guard case .pad(let minutes) = pad.amount, minutes > 0 else { return .zero }
        let wall = zone.wallTime(at: now)
        let passed = Duration.seconds(wall.second % 3_600) + now.partOfSecond
        let step = Duration.seconds(minutes * 60)
        var target = step
        while target < passed { target += step }
        return passed == .zero ? .zero : target - passed
    }

    private mutating func cut(at points: [Duration]) {
        let ends = points + [content.duration]
        pieces = zip([.zero] + points, ends).map { Part(content, from: $0, to: $1) }
        breaks = [[Part]](repeating: [], count: points.count)
    }

    /// The chapter ends within the content that meet the filler's condition.
    private func breakPoints(_ filler: Filler) -> [Duration] {
        guard content.chapters.count >= 2 else { return [] }
        let points = content.chapters.dropFirst().filter { $0 > .zero && $0 < content.duration }
        guard let expression = filler.expression else { return Array(points) }
        var matched: [Duration] = []
        for (index, point) in points.enumerated() {
            let names = names(at: point, number: index + 1, of: points.count, matched: matched)
            if expression.value(names) == .truth(true) { matched.append(point) }
        }
        return matched
    }

    private func names(
        at point: Duration, number: Int, of total: Int, matched: [Duration]
    ) -> [String: Expression.Value] {
        let length = content.duration.asSeconds
        let since = matched.last.map { (point - $0).asSeconds } ?? 1e9
        return [
            "point": .number(point.asSeconds), "num": .number(Double(number)),
            "title": .text(content.title), "last_mid_filler": .number(since),
            "total_points": .number(Double(total)), "total_duration": .number(length),
            "total_progress": .number(point.asSeconds / length),
            "remaining_duration": .number(length - point.asSeconds),
            "matched_points": .number(Double(matched.count)),
        ]
    }
}

extension Duration {
    var asSeconds: Double { Double(inMicroseconds) / 1_000_000 }
}

extension AirTime {
    /// What its whole seconds leave.
    var partOfSecond: Duration { .microseconds(microseconds - seconds * 1_000_000) }
}
