import Broadcast
import Wire

/// Plays one channel: item after item into one stream, as far ahead of the air as the job says.
///
/// It never sleeps and never ends: ``step()`` does a little and says when it wants to go on. Time
/// comes from `now`, packets go to `sink`, so that a test can run hours in a moment.
final class ChannelPipeline {
    enum Step: Equatable {
        /// Call again at once.
        case more
        /// Nothing to do before this instant on air.
        case wait(until: AirTime)
    }

    /// The next item is opened this long before it begins.
    private static let preparation: Int64 = 2 * StreamTime.rate
    /// Made at once: 80 ms at least, at the very start and when the lead is reached, half a second
    /// at most.
    private static let batch: Int64 = 7_200
    private static let portion: Int64 = StreamTime.rate / 2

    private let job: StreamJob
    private let now: () -> AirTime
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private let report: (WorkerEvent) -> Void
    private var queue: ItemQueue
    private var desk: ChannelDesk
    private var feed: ItemFeed
    private var item: StreamItem
    private var next: PreparedItem?
    private var isFresh = true

    /// - Parameters:
    ///   - now: The instant that is on air.
    ///   - sink: Gets whole packets; what it throws ends the step.
    ///   - report: Gets what the daemon should know.
    init(
        _ job: StreamJob, now: @escaping () -> AirTime,
        sink: @escaping (UnsafeRawBufferPointer) throws -> Void,
        report: @escaping (WorkerEvent) -> Void
    ) throws {
        self.job = job
        self.now = now
        self.sink = sink
        self.report = report
        var queue = ItemQueue(job.items, from: job.begin)
        let begin = StreamTime.ticks(job.begin)
        item = queue.take(at: begin)
        let first = PreparedItem(
            item, begin: begin, entry: job.entry == .fresh ? .early : .exact, output: job.output)
        let soundBegin = job.soundBegin.map(StreamTime.ticks) ?? first.begin
        desk = try ChannelDesk(job, pictureBegin: first.begin, soundBegin: soundBegin)
        self.queue = queue
        feed = try first.start(on: desk, report)
    }

    /// More items, which begin where the last known one finishes.
    func extend(_ items: [StreamItem]) {
        queue.extend(items)
    }

    /// Makes the next portion, or finds that it is too early.
    func step() throws -> Step {
        let target = StreamTime.ticks(now() + job.lead)
        guard feed.position < target else {
            return .wait(until: StreamTime.airTime(feed.position + Self.batch) - job.lead)
        }
        let most = isFresh ? Self.batch : Self.portion
        isFresh = false
        try produce(until: feed.position + max(Self.batch, min(target - feed.position, most)))
        try desk.output.drain(to: sink)
        if let end = queue.wanting(at: feed.position) { report(.needsItems(until: end)) }
        return .more
    }

    private func produce(until goal: Int64) throws(LibavError) {
        do throws(LibavError) {
            if try !feed.produce(until: goal) { try playCard() }
        } catch {
            try recover(from: error)
        }
        if feed.position >= feed.end - Self.preparation { prepareNext() }
        if feed.position >= feed.end { try startNext() }
    }

    /// What can't be copied any further is encoded from there on; the card replaces what fails then.
    private func recover(from error: LibavError) throws(LibavError) {
        guard !feed.isCard else { throw error }
        if let entry = feed.entryAfterCopy {
            let rest = PreparedItem(
                item, begin: feed.picturePosition, entry: entry, output: job.output)
            feed = try rest.start(on: desk, report)
        } else {
            report(.failed(start: item.start, reason: error.description))
            try playCard()
        }
    }

    private func prepareNext() {
        guard next == nil else { return }
        next = PreparedItem(
            queue.take(at: feed.end), begin: feed.end, entry: .exact, output: job.output)
    }

    private func startNext() throws(LibavError) {
        guard let prepared = next else { return }
        next = nil
        item = prepared.item
        feed = try prepared.start(on: desk, report)
    }

    /// Fills what is left of the item.
    private func playCard() throws(LibavError) {
        feed = try ItemFeed(
            card: item, desk: desk, begin: feed.picturePosition, end: feed.end)
    }
}

extension StreamJob {
    fileprivate var output: ItemOutput {
        ItemOutput(profile: profile, subtitles: looks.subtitles)
    }
}
