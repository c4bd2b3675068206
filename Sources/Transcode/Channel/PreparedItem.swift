import Broadcast
import Wire

/// How an item's file is entered.
enum ItemEntry: Equatable {
    /// Nothing was sent yet: a copied item may begin with its key frame before the instant.
    case early
    /// Right after what was sent.
    case exact
    /// As `exact`, where copying it has failed: its time goes on from the same origin, its sound
    /// from `soundBegin`.
    case encoding(origin: Int64, soundBegin: Int64)

    var mayCopy: Bool { origin == nil }

    var origin: Int64? { if case .encoding(let origin, _) = self { origin } else { nil } }

    var soundBegin: Int64? { if case .encoding(_, let begin) = self { begin } else { nil } }
}

/// What the channel makes of every item.
struct ItemOutput: Equatable {
    let profile: OutputProfile
    let subtitles: SubtitleWish
}

/// An item that is ready to go on air, or the reason why its card will.
struct PreparedItem {
    let item: StreamItem
    /// The tick of its first picture.
    let begin: Int64
    private let source: ItemSource?
    private let problem: LibavError?

    init(_ item: StreamItem, begin: Int64, entry: ItemEntry, output: ItemOutput) {
        self.item = item
        var source: ItemSource?
        var problem: LibavError?
        if let path = item.path {
            do throws(LibavError) {
                source = try ItemSource(
                    item, path: path, begin: begin, entry: entry, output: output)
            } catch {
                problem = error
            }
        }
        self.source = source
        self.problem = problem
        self.begin = source?.begin ?? begin
    }

    /// Puts it on air until its finish.
    func start(
        on desk: ChannelDesk, _ report: (WorkerEvent) -> Void
    ) throws(LibavError) -> ItemFeed {
        let end = StreamTime.ticks(item.finish)
        if let problem { report(.failed(start: item.start, reason: problem.description)) }
        report(.playing(start: item.start, mode: source?.plan.mode ?? .card))
        guard let source else {
            return try ItemFeed(card: item, desk: desk, begin: begin, end: end)
        }
        return try ItemFeed(source, desk: desk, end: end)
    }
}
