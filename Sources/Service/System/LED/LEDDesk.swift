import Broadcast
import Store

/// Keeps the status light true: looks how the station is, and tells the light's driver when that
/// changes. Without a light it serves those who ask.
actor LEDDesk {
    /// What the light shows and why.
    struct Report: Equatable, Sendable {
        let state: StationState
        let mode: LEDMode
        let signal: LEDSignal
        let isFitted: Bool
    }

    private static let key = "led.mode"
    private static let pause = Duration.seconds(3)

    private let store: Store
    private let clock: AirClock
    private let look: @Sendable () async -> StationState.Circumstances
    private nonisolated let tell: (@Sendable (LEDMessage) -> Void)?
    private let wait: @Sendable (Duration) async throws -> Void
    private var control: LEDSwitch
    private var told: LEDMessage?
    /// What is told while the driver is still at work may escape it, so that it is told once more.
    private var isUnsure = false
    nonisolated var isFitted: Bool { tell != nil }

    /// - Parameter tell: Tells the driver; `nil` where there is no light.
    init(
        store: Store, clock: AirClock,
        look: @escaping @Sendable () async -> StationState.Circumstances,
        tell: (@Sendable (LEDMessage) -> Void)?,
        wait: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) async throws {
        self.store = store
        self.clock = clock
        self.look = look
        self.tell = tell
        self.wait = wait
        let kept = try await store.setting(Self.key)
        control = LEDSwitch(kept: kept.flatMap(LEDMode.init) ?? .auto)
    }

    /// Looks again and again, until it is cancelled.
    func run() async throws {
        while true {
            let repeats = isUnsure
            isUnsure = false
            let message = control.message(await report().state, at: clock.instant)
            if repeats { tell?(message) }
            let rest = control.remaining(at: clock.instant) ?? Self.pause
            try await wait(min(rest, Self.pause))
        }
    }

    /// How the station is now; the light shows it.
    func report() async -> Report { show(StationState(await look())) }

    func show(_ state: StationState) -> Report {
        let instant = clock.instant
        let message = control.message(state, at: instant)
        if message != told {
            told = message
            isUnsure = true
            tell?(message)
        }
        return Report(
            state: state, mode: control.mode(at: instant), signal: message.signal,
            isFitted: isFitted)
    }

    /// The mode is kept for later starts, but for that which ends by itself.
    func set(_ mode: LEDMode) async throws -> Report {
        if mode != .identify { try await store.set(Self.key, to: mode.rawValue) }
        control.set(mode, at: clock.instant)
        return await report()
    }
}
