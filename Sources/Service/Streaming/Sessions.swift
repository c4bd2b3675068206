import Broadcast
import Logging

import struct NIOCore.ByteBuffer

/// Every viewer of the device, and the tuners they hold. The ledger decides, this actor acts.
actor Sessions: Tuners {
    struct Viewer {
        let request: TuneRequest
        let channel: Channel
        let profile: OutputProfile
        let tuner: Int?
        let started: AirTime
        let transmission: Transmission
        var hasJumped = false
    }

    /// How often time is looked at while anything runs, and while a tuner is waited for.
    private static let beat = Duration.milliseconds(200)
    private static let wait = Duration.milliseconds(25)

    private let programming: any Programming
    let channels: Channels
    private let options: StreamingOptions
    let clock: AirClock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let log: Logger
    var ledger: TunerLedger
    private(set) var viewers: [Session.ID: Viewer] = [:]
    private(set) var tunes = TuneCounts()
    private var lastID = 0
    private var ticker: Task<Void, Never>?

    init(
        programming: any Programming, channels: Channels, ledger: TunerLedger,
        options: StreamingOptions, clock: AirClock = .system(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        log: Logger
    ) {
        self.programming = programming
        self.channels = channels
        self.ledger = ledger
        self.options = options
        self.clock = clock
        self.sleep = sleep
        self.log = log
    }

    func tune(_ request: TuneRequest) async throws(TuneError) -> TunedStream {
        do throws(TuneError) {
            let stream = try await begin(request)
            tunes.successes += 1
            return stream
        } catch {
            tunes.failures[error.name, default: 0] += 1
            throw error
        }
    }

    private func begin(_ request: TuneRequest) async throws(TuneError) -> TunedStream {
        let channel = try await channel(request.number)
        lastID += 1
        let id = Session.ID(lastID)
        let tuner = try await seat(id, on: channel, request)
        do throws(TuneError) {
            let hub = try await watch(id, channel, tuner, request)
            return TunedStream(
                session: id, tuner: tuner, chunks: cursor(for: id, hub), clock: hub.clock)
        } catch {
            await leave(id)
            throw error
        }
    }

    func leave(_ session: Session.ID) async {
        ledger.leave(session)
        guard let viewer = viewers.removeValue(forKey: session) else { return }
        viewer.transmission.hub.remove(session)
        await channels.leave(session, viewer.transmission.feed)
    }

    func kick(_ session: Session.ID) async -> Bool {
        guard let viewer = viewers[session] else { return false }
        await leave(session)
        viewer.request.hangUp?()
        return true
    }

    /// Disconnects everybody and ends every worker.
    func shutdown() async {
        for session in viewers.keys { _ = await kick(session) }
        ticker?.cancel()
        await channels.shutdown()
    }
}

// MARK: - Tuning

extension Sessions {
    private func channel(_ number: ChannelNumber) async throws(TuneError) -> Channel {
        do {
            let all = try await programming.channels()
            if let channel = all.first(where: { $0.number == number }) { return channel }
        } catch {
            throw .tuneFailed("\(error)")
        }
        throw .unknownChannel
    }

    /// Takes a tuner; waits a moment for one that is being given back, since clients open a stream
    /// again before they close it.
    private func seat(
        _ id: Session.ID, on channel: Channel, _ request: TuneRequest
    ) async throws(TuneError) -> Int? {
        let deadline = clock.instant + options.grace
        while true {
            let refusal: TunerLedger.Refusal
            do throws(TunerLedger.Refusal) {
                return try ledger.join(
                    id, to: channel.id, host: request.peer, transport: request.transport,
                    tuner: request.tuner, key: request.key
                ).tuner
            } catch {
                refusal = error
            }
            guard refusal.mayPass, clock.instant < deadline, (try? await sleep(Self.wait)) != nil
            else { throw refusal.asTuneError }
        }
    }

    private func watch(
        _ id: Session.ID, _ channel: Channel, _ tuner: Int?, _ request: TuneRequest
    ) async throws(TuneError) -> Hub {
        let profile = request.profile ?? channel.profile
        let transmission: Transmission
        do throws(ChannelsFull) {
            transmission = try await channels.join(id, channel, profile: profile)
        } catch {
            throw .tuneFailed(error.description)
        }
        viewers[id] = Viewer(
            request: request, channel: channel, profile: profile, tuner: tuner,
            started: transmission.hub.clock.now, transmission: transmission)
        keepTime()
        let hub = transmission.hub
        guard await hub.hasStarted(for: id, within: options.patience) else {
            if let reason = await transmission.failure { throw .tuneFailed(reason) }
            throw .noVideoData
        }
        return hub
    }

    /// The session's bytes. Whoever lets go of the cursor has left.
    private func cursor(for id: Session.ID, _ hub: Hub) -> HubCursor {
        let lease = Lease(read: hub.cursor(for: id).read) { await self.leave(id) }
        return HubCursor { await lease.read() }
    }

    /// Looks at the time as long as anything is on air.
    private func keepTime() {
        guard ticker == nil else { return }
        ticker = Task {
            while (try? await sleep(Self.beat)) != nil {
                for session in await channels.tick() { await drop(session) }
                noteJumps()
                if await channels.isIdle, viewers.isEmpty { break }
            }
            ticker = nil
        }
    }

    private func drop(_ session: Session.ID) async {
        guard let viewer = viewers[session] else { return }
        log.info(
            "A viewer took nothing for 15 seconds and is disconnected.",
            metadata: ["peer": "\(viewer.request.peer)"])
        _ = await kick(session)
    }

    private func noteJumps() {
        for (id, viewer) in viewers where !viewer.hasJumped {
            guard let reader = viewer.transmission.hub.readers[id], reader.jumps > 0 else {
                continue
            }
            viewers[id]?.hasJumped = true
            log.info(
                "A viewer is too slow for its channel and misses parts of it.",
                metadata: ["peer": "\(viewer.request.peer)", "channel": "\(viewer.channel.number)"])
        }
    }
}

/// Reads for a session, and ends it when nobody holds its stream any more.
private final class Lease: Sendable {
    let read: @Sendable () async -> ByteBuffer?
    private let end: @Sendable () async -> Void

    init(
        read: @escaping @Sendable () async -> ByteBuffer?, end: @escaping @Sendable () async -> Void
    ) {
        self.read = read
        self.end = end
    }

    deinit {
        Task { [end] in await end() }
    }
}

extension TunerLedger.Refusal {
    /// Whether a moment's wait may help.
    fileprivate var mayPass: Bool {
        switch self {
        case .tunerInUse, .allTunersInUse: true
        case .unknownTuner, .tooManyConnections: false
        }
    }

    fileprivate var asTuneError: TuneError {
        switch self {
        case .unknownTuner: .unknownChannel
        case .tunerInUse: .tunerInUse
        case .allTunersInUse: .allTunersInUse
        case .tooManyConnections: .connectionLimit
        }
    }
}
