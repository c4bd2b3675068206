import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

/// A channel played in simulated time: as fast as it goes, nothing sleeps.
final class ChannelRun {
    private(set) var bytes: [UInt8] = []
    private(set) var events: [WorkerEvent] = []
    private var air: AirTime
    private var pipeline: ChannelPipeline?

    /// What every run begins with: a Saturday evening.
    static let evening = AirTime(microseconds: 1_795_000_000_123_456)

    init(_ job: StreamJob) throws {
        try Libav.load()
        air = job.begin
        pipeline = try ChannelPipeline(
            job, now: { [unowned self] in air }, sink: { [unowned self] in bytes += $0 },
            report: { [unowned self] in events.append($0) })
    }

    /// Plays until this much time has passed on air.
    func play(_ span: Duration) throws {
        let end = air + span
        while air < end {
            if case .wait(let until)? = try pipeline?.step() { air = max(until, air) }
        }
    }

    func extend(_ items: [StreamItem]) { pipeline?.extend(items) }

    var report: StreamReport { StreamChecker.check(bytes) }

    var modes: [WorkerEvent.Mode] {
        events.compactMap { if case .playing(_, let mode) = $0 { mode } else { nil } }
    }

    var failures: [String] {
        events.compactMap { if case .failed(_, let reason) = $0 { reason } else { nil } }
    }
}

extension StreamJob {
    /// A job for files in a row, each `length` long; `nil` is the card.
    static func make(
        _ files: [(path: String?, length: Duration)], profile: OutputProfile,
        begin: AirTime = ChannelRun.evening, offset: Duration = .zero, entry: Entry = .fresh,
        soundBegin: AirTime? = nil, continuity: [String: UInt8] = [:], inPoint: Duration = .zero,
        looks: Looks = Looks()
    ) -> StreamJob {
        var items: [StreamItem] = []
        var start = begin - offset
        for (path, length) in files {
            items.append(
                StreamItem(
                    start: start, finish: start + length, path: path, inPoint: inPoint,
                    title: "Item \(items.count + 1)"))
            start = start + length
        }
        return StreamJob(
            channel: Channel.ID(1), number: ChannelNumber(5, 1), name: "Test", profile: profile,
            looks: looks, clock: Clock(air: begin, monotonic: 0), begin: begin, entry: entry,
            soundBegin: soundBegin, lead: .seconds(5), continuity: continuity, items: items)
    }
}
