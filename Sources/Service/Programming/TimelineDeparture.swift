import Broadcast
import NIOPosix
import Store

/// Leaves what is on before its end, and takes up what was left.
extension TimelineBuilder {
    /// What the schedule has on at `instant`, when the timeline has `item` on.
    ///
    /// The schedule is laid out again from the last place that is kept. Where that gives something
    /// else, because the library has changed meanwhile, the timeline itself is gone by up to the
    /// next such place.
    func departure(from item: PlayoutItem, at instant: AirTime) async throws -> Departure {
        let anchors = try await store.anchors(of: channel.id)
        let known = anchors.last { $0.instant <= instant }
        let built = try await departure(after: known.map(decode), at: instant)
        if let built, built.items.contains(where: { $0.isStart(of: item) }) { return built }
        guard let next = anchors.first(where: { $0.instant >= item.finish }) else {
            return Departure(items: [item], PlayoutAnchor(nextStart: item.finish))
        }
        let items = try await store.timeline(of: channel.id, from: item.start, to: next.instant)
        return Departure(items: items, decode(next))
    }

    /// - Returns: `nil` if the schedule has nothing at all to play.
    private func departure(
        after anchor: PlayoutAnchor?, at instant: AirTime
    ) async throws -> Departure? {
        let collections = try await inputs.collections(in: store)
        let relays = try await inputs.relays(
            from: anchor?.nextStart ?? instant, to: instant + .hours(24), in: store)
        return try await NIOThreadPool.singleton.runIfActive { () -> Departure? in
            try? Playout.departure(
                from: inputs.schedule, collections: collections, relays: relays,
                zone: inputs.zone, anchor: anchor, seed: inputs.seed, at: instant)
        }
    }

    /// Leaves what is on at `instant`, and goes on with what comes next.
    ///
    /// - Throws: ``SkipError`` if the timeline stays as it is.
    func skip(_ item: PlayoutItem, at instant: AirTime) async throws {
        let departure = try await departure(from: item, at: instant)
        for way in departure.leaving(at: instant) {
            guard try await plays(way) else { continue }
            var lead = try await ending(at: instant)
            lead.items += way.items
            lead.from = lead.from ?? way.items.first?.start
            return try await go(on: way.anchor, at: way.anchor.nextStart, after: lead)
        }
        throw SkipError.nothingFollows
    }

    /// Whether anything but a wait comes first.
    private func plays(_ way: Departure.Way) async throws -> Bool {
        if let first = way.items.first { return first.kind != .deadAir }
        let begin = way.anchor.nextStart
        let built = try await place(
            from: begin, to: begin + .microseconds(1), anchor: way.anchor,
            try await inputs.collections(in: store), saysWhatIsMissing: false)
        return built.items.first.map { $0.kind != .deadAir } ?? false
    }

    /// Takes up at `now` what was left at `left`, a few seconds before that so that viewers who
    /// are there at once miss nothing.
    func resume(_ item: PlayoutItem, from left: AirTime) async throws {
        let departure = try await departure(from: item, at: left)
        let overlap = min(Duration.seconds(5), left - item.start)
        let begin = now - overlap
        let way = departure.resuming(from: left - overlap, at: begin)
        var lead = Lead(from: item.start)
        if item.start < left - overlap { lead.items.append(item.ending(at: left - overlap)) }
        let idle = max(left - overlap, now - upkeep.memory)
        if idle < begin {
            lead.items.append(
                PlayoutItem(media: nil, start: idle, finish: begin, kind: .deadAir))
        }
        lead.items += way.items
        try await go(on: way.anchor, at: way.anchor.nextStart, after: lead)
    }
}

extension PlayoutItem {
    /// Whether `other` is the same item, perhaps cut.
    fileprivate func isStart(of other: PlayoutItem) -> Bool {
        start == other.start && media == other.media && kind == other.kind
            && inPoint == other.inPoint
    }
}

/// Why there is nothing to skip.
enum SkipError: Error, Equatable {
    case nothingOn
    case nothingFollows
    case notAhead
    case showsAnother
}

extension SkipError: Explained {
    var message: String {
        switch self {
        case .nothingOn: "Nothing is on then that could be skipped."
        case .nothingFollows: "What comes next begins at its fixed time, and nothing fits before."
        case .notAhead: "That time is not within what is planned."
        case .showsAnother: "The channel shows what another one shows."
        }
    }

    var remedy: String {
        switch self {
        case .nothingOn: "Skip while a programme is on."
        case .nothingFollows: "Wait for it, or give the plan something to fill the time with."
        case .notAhead: "Choose a time between now and the end of the guide."
        case .showsAnother: "Skip on that channel, and save this one's plan to follow it."
        }
    }
}
