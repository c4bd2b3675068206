import Broadcast
import Wire

/// The native protocol's tuners on the device's real ones: acts on what ``NativeTuners`` decides.
///
/// Requests take turns, because one of them may have to wait for the real tuners in between.
actor NativeControl {
    typealias Channels = @Sendable () async throws -> [Channel]

    private struct Playing {
        /// Tells this stream from an earlier one to the same target.
        let serial: Int
        let task: Task<Void, Never>
        let filter: FilterCell
    }

    private let tuners: any Tuners
    private let identity: TunerIdentity
    private let channels: Channels
    private let instant: @Sendable () -> Duration
    /// Opens the real tuners that native clients have locked; clients' own keys stay in `state`.
    private let key: UInt32
    private var state: NativeTuners
    private var playing: [Int: Playing] = [:]
    private var serial = 0
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(
        tuners: any Tuners, identity: TunerIdentity, key: UInt32,
        instant: @escaping @Sendable () -> Duration, channels: @escaping Channels
    ) {
        self.tuners = tuners
        self.identity = identity
        self.key = key
        self.instant = instant
        self.channels = channels
        state = NativeTuners(count: identity.tunerCount)
    }

    func answer(_ request: GetSetRequest, from peer: ControlPeer, scope: UInt32) async
        -> GetSetReply
    {
        await takeTurn()
        defer { giveTurn() }
        let world = await world()
        var next = state
        let (reply, actions) = next.answer(request, from: peer, in: world)
        do {
            for action in actions { try await perform(action, for: peer.address, scope: scope) }
        } catch {
            return GetSetReply(name: request.name, .failure(Self.refusal(error)))
        }
        state = next
        return reply
    }

    func closed(_ connection: UInt64) async {
        await change {
            $0.closed(connection, at: $1); return []
        }
    }

    func keepalive(from peer: Endpoint, key: UInt32) async {
        await change {
            $0.keepalive(from: peer.address, port: peer.port, key: key, at: $1)
            return []
        }
    }

    /// Ends sessions that nobody has shown an interest in; to be called every few seconds.
    func expire() async {
        await change { $0.expire(at: $1) }
    }

    /// Ends every native session, because the device stops.
    func end() async {
        await change { state, _ in state.end() }
    }

    /// Whether a connection holds a tuner, so that it may stay silent for as long as it likes.
    func isHolding(_ connection: UInt64) -> Bool { state.isHeld(by: connection) }

    private static func refusal(_ error: any Error) -> ControlError {
        guard case .lockedBy(let owner)? = error as? LockError else { return .tunerBusy }
        return .locked(by: owner)
    }
}

extension NativeControl {
    private func change(_ body: (inout NativeTuners, Duration) -> [NativeTuners.Action]) async {
        await takeTurn()
        defer { giveTurn() }
        let actions = body(&state, instant())
        for action in actions { try? await perform(action, for: nil, scope: 0) }
    }

    private func takeTurn() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveTurn() {
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }

    private func world() async -> ControlWorld {
        let channels = (try? await channels()) ?? []
        var viewers: [Int: ControlWorld.Viewer] = [:]
        var rates: [Int: Int] = [:]
        for tuner in await tuners.tuners() {
            guard let use = tuner.use else { continue }
            rates[tuner.index] = use.rate
            guard use.transport == .http else { continue }
            viewers[tuner.index] = .init(address: use.peer, channel: use.number)
        }
        return ControlWorld(
            model: identity.firmwareName, hardware: identity.modelNumber,
            version: identity.firmwareVersion,
            channels: channels.map { .init(number: $0.number, name: $0.name) },
            radio: RadioPlan(channels.map(\.number)), viewers: viewers, rates: rates)
    }

    private func perform(_ action: NativeTuners.Action, for client: IPAddress?, scope: UInt32)
        async throws
    {
        switch action {
        case .claim(let tuner, let owner):
            try await tuners.lock(tuner: tuner, key: key, owner: "\(owner)", presenting: key)
        case .release(let tuner): try await tuners.unlock(tuner: tuner, presenting: key)
        case .evict(let tuner):
            guard let client else { return }
            try await tuners.forceUnlock(tuner: tuner, by: "\(client)")
        case .play(let tuner, let number, let target, let filter):
            await stop(tuner)
            play(number, on: tuner, to: target, scope: scope, filter: FilterCell(filter))
        case .stop(let tuner): await stop(tuner)
        case .filter(let tuner, let filter): playing[tuner]?.filter.value = filter
        }
    }
}

extension NativeControl {
    private func play(
        _ number: ChannelNumber, on tuner: Int, to target: StreamTarget, scope: UInt32,
        filter: FilterCell
    ) {
        serial += 1
        let serial = serial
        let tuners = tuners
        let stream = TargetStream(target: target, scope: scope, filter: filter, instant: instant)
        let request = TuneRequest(
            number: number, tuner: tuner, peer: "\(target.address)", agent: "HDHomeRun native",
            transport: .native, key: key)
        let task = Task {
            var end = TargetStream.End.failed
            if let tuned = try? await tuners.tune(request) {
                end = await stream.run(tuned.chunks)
                await tuners.leave(tuned.session)
            }
            if end == .failed, !Task.isCancelled { ended(tuner, target, serial) }
        }
        playing[tuner] = Playing(serial: serial, task: task, filter: filter)
    }

    /// Cancels a stream and waits until its tuner is free again.
    private func stop(_ tuner: Int) async {
        guard let stream = playing.removeValue(forKey: tuner) else { return }
        stream.task.cancel()
        await stream.task.value
    }

    /// A stream ended by itself: its target is forgotten. Runs beside the stream's own task, which
    /// the actions wait for.
    private func ended(_ tuner: Int, _ target: StreamTarget, _ serial: Int) {
        Task {
            await change { state, _ in
                guard playing[tuner]?.serial == serial else { return [] }
                return state.streamEnded(tuner, to: target)
            }
        }
    }
}
