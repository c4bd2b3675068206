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

    /// Whether `others` show the same from `instant` to ``until``.
    func agrees(with others: [StreamItem], from instant: AirTime) -> Bool {
        Self.shown(items, from: instant, until: until)
            == Self.shown(others, from: instant, until: until)
    }

    /// What viewers see, whatever the pieces that it was given in.
    private static func shown(
        _ items: [StreamItem], from: AirTime, until: AirTime
    ) -> [StreamItem] {
        items.filter { $0.finish > from && $0.start < until }.reduce(into: []) { all, item in
            let part = item.cut(from: from).cut(until: until).withTitleOfCardOnly
            if let last = all.last, last.path == nil, part.path == nil, last.title == part.title {
                all[all.count - 1] = last.lasting(until: part.finish)
            } else {
                all.append(part)
            }
        }
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

    fileprivate func cut(until time: AirTime) -> StreamItem {
        finish > time ? lasting(until: time) : self
    }

    fileprivate func lasting(until time: AirTime) -> StreamItem {
        StreamItem(start: start, finish: time, path: path, inPoint: inPoint, title: title)
    }

    /// A file's title is not seen in the stream.
    fileprivate var withTitleOfCardOnly: StreamItem {
        StreamItem(
            start: start, finish: finish, path: path, inPoint: path == nil ? .zero : inPoint,
            title: path == nil ? title : "")
    }
}
