import Broadcast
import Wire

/// The items still to come. There is always one: what the daemon did not tell is dead air.
struct ItemQueue {
    /// More items are asked for when less than this is left: a minute.
    private static let reserve: Int64 = 60 * StreamTime.rate
    /// Length of a dead-air item.
    private static let gap = Duration.seconds(10)

    private var items: [StreamItem]
    private var end: AirTime
    private var asked: AirTime?

    init(_ items: [StreamItem], from begin: AirTime) {
        self.items = items
        end = items.last?.finish ?? begin
    }

    mutating func extend(_ more: [StreamItem]) {
        items += more
        end = items.last?.finish ?? end
    }

    /// Removes and returns the item on air at `tick`; items that are over are left out.
    mutating func take(at tick: Int64) -> StreamItem {
        while let first = items.first, StreamTime.ticks(first.finish) <= tick {
            items.removeFirst()
        }
        let time = StreamTime.airTime(tick)
        guard let first = items.first, StreamTime.ticks(first.start) <= tick else {
            let finish = min(items.first?.start ?? time + Self.gap, time + Self.gap)
            return StreamItem(start: time, finish: finish, path: nil, title: "")
        }
        return items.removeFirst()
    }

    /// Where the known items end, once each time that fewer than a minute of them is left.
    mutating func wanting(at tick: Int64) -> AirTime? {
        guard asked != end, StreamTime.ticks(end) - tick < Self.reserve else { return nil }
        asked = end
        return end
    }
}
