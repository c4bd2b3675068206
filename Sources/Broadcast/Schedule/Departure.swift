/// What a schedule has on, and how it goes on when that is left before its end.
public struct Departure: Hashable, Sendable {
    /// A way to go on: what is placed first, and where the schedule then takes over.
    public struct Way: Hashable, Sendable {
        public let items: [PlayoutItem]
        public let anchor: PlayoutAnchor
    }

    /// What is on, with the fillers around it and all that was laid out together with it.
    public let items: [PlayoutItem]
    private let after: PlayoutAnchor
    /// The turn is the same once more, but every place is as after it.
    private let again: PlayoutAnchor

    /// - Parameters:
    ///   - before: Where the schedule stood when `items` were laid out; `after` likewise.
    init(items: [PlayoutItem], before: PlayoutAnchor, after: PlayoutAnchor) {
        self.items = items
        self.after = after
        var again = after
        again.turn = before.turn
        again.remaining = before.remaining
        again.durationFinish = before.durationFinish
        again.inFlood = before.inFlood
        again.lastFixed = before.lastFixed
        again.block = before.block
        again.groups = before.groups
        self.again = again
    }

    /// Items of a timeline, at whose end the schedule goes on as `anchor` says.
    public init(items: [PlayoutItem], _ anchor: PlayoutAnchor) {
        self.init(items: items, before: anchor, after: anchor)
    }

    /// How the schedule may go on at `instant` without the rest of the programme that is on then,
    /// best first: with the next one, or where that has to wait, with another of the same turn.
    public func leaving(at instant: AirTime) -> [Way] {
        let rest = itemsAfterProgramme(at: instant)
        guard let first = rest.first, let last = rest.last else {
            return [after, again].map { Way(items: [], anchor: $0.at(instant)) }
        }
        let span = instant - first.start
        return [
            Way(items: rest.map { $0.moved(by: span) }, anchor: after.at(last.finish + span))
        ]
    }

    /// How it goes on at `later` where it was left at `instant`; a wait is not taken up again.
    public func resuming(from instant: AirTime, at later: AirTime) -> Way {
        let rest = items.filter { $0.finish > instant }.drop { $0.kind == .deadAir }
            .map { $0.start < instant ? $0.beginning(at: instant) : $0 }
        let span = later - (rest.first?.start ?? instant)
        let moved = rest.map { $0.moved(by: span) }
        return Way(items: moved, anchor: after.moved(to: moved.last?.finish ?? later))
    }

    /// What was laid out with the programme on at `instant` and follows it.
    private func itemsAfterProgramme(at instant: AirTime) -> ArraySlice<PlayoutItem> {
        let contents = items.filter { $0.kind == .content }
        let programme = contents.last { $0.start <= instant } ?? contents.first
        let next = items.firstIndex {
            $0.start > instant && $0.kind == .content && $0.media != programme?.media
        }
        guard var next else { return [] }
        while next > items.startIndex, items[next - 1].kind == .preRoll,
            items[next - 1].start > instant
        { next -= 1 }
        return items[next...]
    }
}
