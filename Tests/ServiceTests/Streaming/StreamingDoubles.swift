import Broadcast
import Glibc
import Logging
import Synchronization
import Wire

@testable import Service

/// A clock that is moved by hand, and wakes those who sleep by it.
final class HandClock: Sendable {
    /// The instant at which it starts.
    static let start = AirTime(seconds: 1_700_000_000)

    private struct Sleeper {
        let due: Int64
        let wake: CheckedContinuation<Void, Never>
    }

    private final class Reading: Sendable {
        let microseconds = Mutex<Int64>(1_000_000_000)
    }

    private let reading: Reading
    private let sleepers = Mutex<[Sleeper]>([])
    let air: AirClock

    init() {
        let reading = Reading()
        self.reading = reading
        air = AirClock(air: Self.start) { reading.microseconds.withLock { $0 } }
    }

    /// The same clock, had the wall clock shown `wall` now.
    func air(by wall: AirTime) -> AirClock { AirClock(air: wall, read: air.read) }

    func advance(_ span: Duration) {
        let now = reading.microseconds.withLock { now in
            now += span.inMicroseconds
            return now
        }
        let due = sleepers.withLock { sleepers in
            defer { sleepers.removeAll { $0.due <= now } }
            return sleepers.filter { $0.due <= now }
        }
        due.forEach { $0.wake.resume() }
    }

    func sleep(_ span: Duration) async throws {
        let due = air.read() + span.inMicroseconds
        await withCheckedContinuation { wake in
            sleepers.withLock { $0.append(Sleeper(due: due, wake: wake)) }
        }
        try Task.checkCancellation()
    }

    /// Lets time pass, step by step, until `work` is done.
    ///
    /// - Throws: ``TooLong`` if that takes more steps than any test needs.
    func pass<Result: Sendable>(
        by step: Duration, doing each: @escaping @Sendable () -> Void = {},
        until work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for _ in 0..<20_000 where !Task.isCancelled {
                    for _ in 0..<20 { await Task.yield() }
                    self.advance(step)
                    each()
                }
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else { throw TooLong() }
            return result
        }
    }
}

/// A test waits for what does not come.
struct TooLong: Error {}

/// Waits for what other tasks bring about.
///
/// - Throws: ``TooLong`` if it doesn't come.
func wait(until isThere: () async -> Bool) async throws {
    for _ in 0..<200_000 {
        if await isThere() { return }
        await Task.yield()
    }
    throw TooLong()
}

/// Our muxer's packets, as small as they get: a key picture a second, sound between.
struct Packets {
    private var counters: [Int: UInt8] = [:]

    init() {}

    /// PAT, PMT, a key picture of `size` packets and a sound unit, all on air at `air`.
    mutating func second(at air: AirTime, size: Int = 3) -> [UInt8] {
        let ticks = StreamTime.ticks(air)
        return packet(0, starts: true) + packet(StreamLayout.pmtPID, starts: true)
            + packet(StreamLayout.videoPID, starts: true, key: true, time: ticks)
            + (1..<size).flatMap { _ in packet(StreamLayout.videoPID, starts: false) }
            + packet(StreamLayout.audioPID, starts: true, time: ticks)
    }

    /// Two seconds, the first of which is whole once the second has begun.
    mutating func two(from begin: AirTime) -> [UInt8] {
        second(at: begin) + second(at: begin + .seconds(1))
    }

    mutating func packet(_ pid: Int, starts: Bool, key: Bool = false, time: Int64? = nil) -> [UInt8]
    {
        let counter = counters[pid].map { ($0 + 1) & 15 } ?? 0
        counters[pid] = counter
        var bytes: [UInt8] = [
            0x47, UInt8(pid >> 8) | (starts ? 0x40 : 0), UInt8(pid & 255),
            (key ? 0x30 : 0x10) | counter,
        ]
        if key { bytes += [1, 0x40] }
        if let time {
            let stamp = time & (StreamTime.wrap - 1)
            bytes += [0, 0, 1, 0xE0, 0, 0, 0x80, 0x80, 5]
            bytes += [
                UInt8(0x21 | stamp >> 29 & 0x0E), UInt8(stamp >> 22 & 255),
                UInt8(stamp >> 14 & 0xFE) | 1, UInt8(stamp >> 7 & 255),
                UInt8(stamp << 1 & 0xFE) | 1,
            ]
        }
        return bytes + Array(repeating: 0xFF, count: 188 - bytes.count)
    }
}

/// A worker whose output is written by the test.
final class PipeWorker: Sendable {
    private final class Record: Sendable {
        let orders = Mutex<[WorkerOrder]>([])
        let wasEnded = Mutex(false)
    }

    let job: StreamJob
    let worker: Worker
    private let news: AsyncStream<WorkerNews>.Continuation
    private let output: Mutex<Descriptor?>
    private let record = Record()

    init?(id: Int, job: StreamJob) {
        guard let (read, write) = Descriptor.pipe() else { return nil }
        let (stream, news) = AsyncStream<WorkerNews>.makeStream()
        self.job = job
        self.news = news
        output = Mutex(write)
        let record = record
        worker = Worker(
            id: id, pid: Int32(id), output: read, news: stream,
            send: { order in record.orders.withLock { $0.append(order) } },
            end: { record.wasEnded.withLock { $0 = true } })
    }

    var orders: [WorkerOrder] { record.orders.withLock { $0 } }
    var wasEnded: Bool { record.wasEnded.withLock { $0 } }

    func write(_ bytes: [UInt8]) {
        output.withLock { output in
            guard let output else { return }
            _ = bytes.withUnsafeBytes { Glibc.write(output.number, $0.baseAddress, $0.count) }
        }
    }

    func say(_ event: WorkerEvent) { news.yield(.event(event)) }

    /// Its process is gone.
    func die() {
        output.withLock { $0 = nil }
        news.yield(.ended(status: -9))
        news.finish()
    }
}

/// Starts fake workers and hands each to the test.
final class PipePool: Sendable {
    struct Refused: Explained, Equatable {
        var message: String { "No worker can be had." }
        var remedy: String { "Let the test allow it." }
    }

    let started: AsyncStream<PipeWorker>
    private let tell: AsyncStream<PipeWorker>.Continuation
    private let count = Mutex(0)
    private let refuses = Mutex(false)
    private let slateCount = Mutex(0)

    init() {
        (started, tell) = AsyncStream.makeStream()
    }

    var slates: Int { slateCount.withLock { $0 } }
    var starts: Int { count.withLock { $0 } }

    func refuse(_ refuses: Bool) { self.refuses.withLock { $0 = refuses } }

    /// The slate that every channel has: small, and no picture.
    private func slateWorker() -> Worker {
        let picture = SlatePicture(bytes: [0, 0, 0, 1, 0x65, 0xFF], isKey: true)
        let news = AsyncStream<WorkerNews> { tell in
            tell.yield(.event(.slate(pictures: [picture])))
            tell.finish()
        }
        return Worker(id: 0, pid: 1, output: nil, news: news, send: { _ in }, end: {})
    }

    func launch(_ job: WorkerJob) throws -> Worker {
        if case .slate = job {
            slateCount.withLock { $0 += 1 }
            return slateWorker()
        }
        let id = count.withLock { count in
            count += 1
            return count
        }
        guard !refuses.withLock({ $0 }), case .stream(let job) = job,
            let fake = PipeWorker(id: id, job: job)
        else { throw Refused() }
        tell.yield(fake)
        return fake.worker
    }
}

/// Every channel plays cards of ten minutes.
struct CardProgramming: Programming {
    var lineup = [
        Channel(id: Channel.ID(1), number: ChannelNumber(1), name: "One"),
        Channel(id: Channel.ID(2), number: ChannelNumber(5, 1), name: "Two"),
    ]

    func channels() -> [Channel] { lineup }
    func watched(_ channel: Channel.ID) {}
    func unwatched(_ channel: Channel.ID, since time: AirTime) {}

    func streamItems(
        on channel: Channel.ID, from: AirTime, until: AirTime
    ) -> [StreamItem] {
        let length: Int64 = 600
        return stride(from: from.seconds / length * length, to: until.seconds + 1, by: Int(length))
            .map { start in
                StreamItem(
                    start: AirTime(seconds: start), finish: AirTime(seconds: start + length),
                    path: "/films/one.mkv", title: "One")
            }
    }
}
