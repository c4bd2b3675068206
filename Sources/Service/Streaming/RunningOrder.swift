import Broadcast
import Wire

/// What a channel's timeline has given to its worker so far.
struct RunningOrder: Sendable {
    /// How far ahead of its need a worker is given items: the timeline may still change beyond.
    static let horizon = Duration.seconds(300)

    /// Where the last item given ends.
    private(set) var until: AirTime
    private var items: [StreamItem]

    /// - Parameter items: The first contains the worker's begin and is given whole.
    init(begin: AirTime, items: [StreamItem]) {
        self.items = items
        until = items.last?.finish ?? begin
    }

    /// Takes what the timeline says from ``until`` on, cut so that it begins there.
    ///
    /// - Returns: What the worker is to be given.
    mutating func extend(by more: [StreamItem], now: AirTime) -> [StreamItem] {
        let coming = more.filter { $0.finish > until }.map { $0.cut(from: until) }
        items = items.filter { $0.finish > now } + coming
        until = coming.last?.finish ?? until
        return coming
    }

    func item(at time: AirTime) -> StreamItem? {
        items.last { $0.start <= time && time < $0.finish }
    }
}

extension StreamItem {
    /// The part from `time` on; the whole item if it begins later.
    fileprivate func cut(from time: AirTime) -> StreamItem {
        guard start < time else { return self }
        return StreamItem(
            start: time, finish: finish, path: path, inPoint: inPoint + (time - start), title: title
        )
    }
}
