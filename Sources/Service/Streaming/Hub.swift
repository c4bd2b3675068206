import Broadcast
import NIOCore
import Wire
import Synchronization

/// One channel's stream on its way to its viewers: takes a worker's bytes, keeps the last seconds,
/// and lets every viewer read them at its own pace.
///
/// One copy of the bytes per channel, none per viewer. No viewer ever slows the channel.
final class Hub: Sendable {
    /// Most bytes of stream kept.
    static let capacity: Int64 = 12 << 20
    /// How long after a picture's instant a viewer can still begin with it.
    static let grace = Duration.seconds(1)
    /// How long viewers are given to take bytes that came late.
    static let patience = Duration.seconds(3)
    /// Most bytes of one unit; a worker that sends more is broken.
    static let largestUnit = 4 << 20

    private struct State {
        var scanner = UnitScanner()
        var ring = Ring()
        var audience = Audience()
        var starting: [Session.ID: (waiter: CheckedContinuation<Bool, Never>, until: Duration)] =
            [:]
        var hasEnded = false
        var lastBytes: Duration
        /// Until when a worker that took over is given time to build up its lead.
        var eagerUntil: Duration
        var rate = RateMeter()

        init(at instant: Duration, eager: Duration) {
            lastBytes = instant
            eagerUntil = instant + eager
        }
    }

    /// How the stream stands, for the rules that watch over it.
    struct Standing {
        var progress: UnitScanner.Progress
        /// When the latest picture is on air.
        var head: AirTime?
        /// When the worker last sent something.
        var lastBytes: Duration
        /// Bits a second over the last seconds.
        var rate: Int
        var hasStarted: Bool
    }

    /// What of the stream is on air; tied to the wall clock when the channel went on air.
    let clock: AirClock
    private let lead: Duration
    private let state: Mutex<State>

    init(clock: AirClock, lead: Duration) {
        self.clock = clock
        self.lead = lead
        state = Mutex(State(at: clock.instant, eager: lead * 2))
    }

    var standing: Standing {
        state.withLock { state in
            Standing(
                progress: state.scanner.progress, head: Self.head(state),
                lastBytes: state.lastBytes, rate: state.rate.bitsPerSecond(at: clock.instant),
                hasStarted: !state.ring.index.entries.isEmpty)
        }
    }

    /// Nothing will come any more.
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    var readers: [Session.ID: Audience.Reader] { state.withLock { $0.audience.readers } }

    private static func head(_ state: State) -> AirTime? {
        state.scanner.progress.lastPicture.map(StreamTime.airTime)
    }
}

// MARK: - The worker's side

extension Hub {
    /// Takes what a worker sent and passes on every unit that is whole.
    ///
    /// - Parameter fill: Writes what there is and gives how many bytes that was.
    /// - Returns: How long the worker's next bytes may wait, so that they come in few batches.
    func receive(
        _ fill: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(UnitScanner.Garbled) -> Duration {
        let (now, instant) = (clock.now, clock.instant)
        let result = state.withLock { state in
            Result { () throws(UnitScanner.Garbled) in
                try take(fill, &state, at: now, instant)
            }
        }
        let outcome = try result.get()
        outcome.deliveries.forEach { $0.perform() }
        outcome.started.forEach { $0.resume(returning: true) }
        return outcome.pause
    }

    private func take(
        _ fill: (UnsafeMutableRawBufferPointer) -> Int, _ state: inout State, at now: AirTime,
        _ instant: Duration
    ) throws(UnitScanner.Garbled) -> Outcome {
        let count = state.ring.write(at: instant, fill)
        guard count > 0 else { return Outcome() }
        state.lastBytes = instant
        state.rate.add(count, at: instant)
        try state.ring.publish(&state.scanner, now: now)
        guard state.ring.pending <= Self.largestUnit else { throw UnitScanner.Garbled() }
        trim(&state, at: now, instant)
        return Outcome(
            deliveries: state.audience.serve(from: state.ring, at: now, instant),
            started: Self.startedWaiters(&state),
            pause: pause(state, at: now, instant))
    }

    /// Drops the unit that a worker left unfinished, and says from where another goes on.
    func takeOver() -> UnitScanner.Progress {
        let instant = clock.instant
        return state.withLock { state in
            state.ring.dropPending()
            state.scanner.abandonUnit()
            state.lastBytes = instant
            state.eagerUntil = instant + lead * 2
            return state.scanner.progress
        }
    }

    private struct Outcome {
        var deliveries: [Audience.Delivery] = []
        var started: [CheckedContinuation<Bool, Never>] = []
        var pause = Duration.zero
    }

    private func trim(_ state: inout State, at now: AirTime, _ instant: Duration) {
        state.ring.trim(
            at: now, grace: Self.grace, recent: instant - Self.patience, capacity: Self.capacity)
    }

    private static func startedWaiters(_ state: inout State) -> [CheckedContinuation<Bool, Never>] {
        guard !state.starting.isEmpty, !state.ring.index.entries.isEmpty else { return [] }
        defer { state.starting = [:] }
        return state.starting.values.map(\.waiter)
    }

    /// No pause until the first picture, almost none while a new worker builds up its lead, a tenth
    /// of a second from then on; a worker that runs away is held back by its full pipe.
    private func pause(_ state: State, at now: AirTime, _ instant: Duration) -> Duration {
        guard let head = Self.head(state) else { return .zero }
        let ahead = head - now
        if ahead > lead + .seconds(2) { return .milliseconds(500) }
        let isGathering = ahead < lead - .milliseconds(500) && instant < state.eagerUntil
        return isGathering ? .milliseconds(10) : .milliseconds(100)
    }
}

// MARK: - The viewers' side

extension Hub {
    /// Lets a session read from the picture on air now.
    func cursor(for session: Session.ID) -> HubCursor {
        let (now, instant) = (clock.now, clock.instant)
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.audience.add(session, at: now, instant)
        }
        return HubCursor { await self.read(session) }
    }

    /// Ends a session's reading; it gets no further byte.
    func remove(_ session: Session.ID) {
        let delivery = state.withLock { $0.audience.remove(session) }
        delivery?.perform()
    }

    /// Waits for the first picture.
    ///
    /// - Returns: `false` if it doesn't come in time, or the stream or the task ends before.
    func hasStarted(for session: Session.ID, within patience: Duration) async -> Bool {
        let until = clock.instant + patience
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let answer = state.withLock { state -> Bool? in
                    if !state.ring.index.entries.isEmpty { return true }
                    if state.hasEnded || Task.isCancelled { return false }
                    state.starting[session] = (waiter, until)
                    return nil
                }
                if let answer { waiter.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = state.withLock { $0.starting.removeValue(forKey: session) }
            waiting?.waiter.resume(returning: false)
        }
    }

    private func read(_ session: Session.ID) async -> ByteBuffer? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let (now, instant) = (clock.now, clock.instant)
                let delivery = state.withLock { state -> Audience.Delivery? in
                    guard !Task.isCancelled else { return .init(waiter: waiter, bytes: nil) }
                    return state.audience.ask(session, waiter, ring: state.ring, at: now, instant)
                }
                delivery?.perform()
            }
        } onCancel: {
            remove(session)
        }
    }

    /// Does what time alone brings: keeps silent connections alive, gives up on those who wait in
    /// vain for a first picture, lets go of old bytes.
    ///
    /// - Returns: The sessions that take nothing any more.
    func tick() -> [Session.ID] {
        let (now, instant) = (clock.now, clock.instant)
        let (deliveries, late, stuck) = state.withLock { state in
            trim(&state, at: now, instant)
            let late = state.starting.filter { $0.value.until <= instant }
            for session in late.keys { state.starting[session] = nil }
            return (
                state.audience.keepAlive(at: instant), late.values.map(\.waiter),
                state.audience.stuck(at: instant)
            )
        }
        deliveries.forEach { $0.perform() }
        late.forEach { $0.resume(returning: false) }
        return stuck
    }

    /// Ends the stream for everybody.
    func end() {
        let (deliveries, waiters) = state.withLock { state in
            state.hasEnded = true
            let waiters = state.starting.values.map(\.waiter)
            state.starting = [:]
            return (state.audience.readers.keys.compactMap { state.audience.remove($0) }, waiters)
        }
        deliveries.forEach { $0.perform() }
        waiters.forEach { $0.resume(returning: false) }
    }
}
