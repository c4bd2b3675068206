import Broadcast
import Wire

/// An item that is ready to go on air, or the reason why its card will.
struct PreparedItem {
    let item: StreamItem
    /// The tick of its first picture.
    let begin: Int64
    private let source: ItemSource?
    private let problem: LibavError?

    init(_ item: StreamItem, begin: Int64, mayBeginEarly: Bool, profile: OutputProfile) {
        self.item = item
        var source: ItemSource?
        var problem: LibavError?
        if let path = item.path {
            do throws(LibavError) {
                source = try ItemSource(
                    item, path: path, begin: begin, mayBeginEarly: mayBeginEarly, profile: profile)
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
