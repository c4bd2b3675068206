/// A channel that shows what another one shows, earlier or later.
public struct MirrorSchedule: Hashable, Sendable, Codable {
    public var channel: Channel.ID
    /// How much later than there everything is shown here; below zero is earlier.
    public var offset: Duration

    public init(channel: Channel.ID, offset: Duration = .zero) {
        self.channel = channel
        self.offset = offset
    }
}

/// The timeline of another channel, for those that show it too.
struct Relay {
    /// In order.
    let items: [PlayoutItem]
    /// How much later it is shown here.
    var offset = Duration.zero

    /// Where the other timeline ends, in our time: nothing is known from there on.
    var end: AirTime? { items.last.map { $0.finish + offset } }

    /// What is shown at `time`: the rest of an item, or dead air up to the next one.
    ///
    /// - Returns: `nil` from where the other timeline ends on.
    func item(at time: AirTime) -> PlayoutItem? {
        let there = time - offset
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].finish <= there { low = middle + 1 } else { high = middle }
        }
        guard low < items.count else { return nil }
        let item = items[low]
        guard item.start <= there else {
            return PlayoutItem(media: nil, start: time, finish: item.start + offset, kind: .deadAir)
        }
        return PlayoutItem(
            media: item.media, start: time, finish: item.finish + offset,
            inPoint: item.media == nil ? .zero : item.inPoint + (there - item.start),
            kind: item.kind, title: item.title, guideGroup: item.guideGroup,
            guideFinish: item.guideFinish.map { $0 + offset })
    }
}

extension MirrorSchedule {
    func prepare(from list: ShelfList) throws(SchedulingError) -> PreparedSchedule {
        guard var relay = list.relays[channel] else { throw .nothingToRelay(channel) }
        relay.offset = offset
        return PreparedSchedule(programmes: [], collections: [], fillers: []) { [relay] in
            MirrorBuilder(relay, rundown: $0)
        }
    }
}

extension Rundown {
    /// Shows what a relay shows, up to `end` or to where it ends.
    ///
    /// - Returns: Whether `end` was reached.
    mutating func place(_ relay: Relay, until end: AirTime, item turn: Int) -> Bool {
        var group: Int?
        while now < end {
            guard let item = relay.item(at: now) else { return false }
            let part = item.finish > end ? item.ending(at: end) : item
            if part.kind == .deadAir {
                placeDeadAir(until: part.finish, item: turn)
                continue
            }
            if let group, group != item.guideGroup, item.guideGroup != 0 { anchor.bumpGuideGroup() }
            if item.guideGroup != 0 { group = item.guideGroup }
            place(part.inGroup(item.guideGroup == 0 ? 0 : anchor.guideGroup))
        }
        anchor.bumpGuideGroup()
        return true
    }
}

/// Shows another channel's timeline, one item a step.
struct MirrorBuilder: PlayoutBuilder {
    private let relay: Relay
    var rundown: Rundown
    private(set) var isStarved = false

    init(_ relay: Relay, rundown: Rundown) {
        self.relay = relay
        self.rundown = rundown
    }

    var turn: Int { 0 }
    var idleSteps: Int { 0 }
    var nextStart: AirTime { now }
    var saved: PlayoutAnchor { rundown.saved }

    mutating func begin() {}

    mutating func step() {
        guard let item = relay.item(at: now) else {
            isStarved = true
            return
        }
        let end = rundown.limited(item.finish)
        if item.kind == .deadAir {
            rundown.placeDeadAir(until: end, item: 0)
        } else {
            rundown.place(end < item.finish ? item.ending(at: end) : item)
        }
    }
}
