/// Stops trying a channel whose worker fails again and again, and tries it once more later.
///
/// Closed: every start is allowed. Five failures within five minutes open it: no start for two
/// minutes. Then one trial is allowed, and its outcome closes the breaker or opens it again.
/// Times are monotonic, since any fixed instant, and never go back.
public struct CircuitBreaker: Equatable, Sendable {
    public struct Limits: Equatable, Sendable {
        public var failures: Int
        public var window: Duration
        public var cooldown: Duration

        public init(
            failures: Int = 5, window: Duration = .seconds(300), cooldown: Duration = .seconds(120)
        ) {
            self.failures = failures
            self.window = window
            self.cooldown = cooldown
        }
    }

    public enum State: Equatable, Sendable {
        case closed
        case open(until: Duration)
        /// One trial is under way.
        case halfOpen
    }

    public let limits: Limits
    public private(set) var state = State.closed
    /// When it failed, oldest first; empty unless closed.
    private var failures: [Duration] = []

    public init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether a start is allowed now; a yes after the cooldown is the one trial.
    public mutating func ask(at now: Duration) -> Bool {
        switch state {
        case .closed: return true
        case .halfOpen: return false
        case .open(let until):
            guard now >= until else { return false }
            state = .halfOpen
            return true
        }
    }

    /// The worker plays as it should.
    public mutating func succeeded() {
        guard state == .halfOpen else { return }
        state = .closed
    }

    /// The worker died, stalled, or could not be started.
    public mutating func failed(at now: Duration) {
        switch state {
        case .open: return
        case .halfOpen: open(at: now)
        case .closed:
            failures.removeAll { $0 <= now - limits.window }
            failures.append(now)
            if failures.count >= limits.failures { open(at: now) }
        }
    }

    /// The trial was called off before it showed anything; the next one may begin at once.
    public mutating func abandoned(at now: Duration) {
        guard state == .halfOpen else { return }
        state = .open(until: now)
    }

    private mutating func open(at now: Duration) {
        failures = []
        state = .open(until: now + limits.cooldown)
    }
}
