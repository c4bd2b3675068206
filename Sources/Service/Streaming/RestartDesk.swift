import Broadcast

/// The one place that says whether a channel's worker may start, start again, or be replaced.
actor RestartDesk {
    private let clock: AirClock
    private let limits: CircuitBreaker.Limits
    private var gate: RestartGate
    /// Says how often a sound worker may be replaced. Were it the other gate, a worker that is lost
    /// soon after its owner changed the plan would have no successor for half a minute.
    private var replacements: RestartGate
    private var breakers: [Channel.ID: CircuitBreaker] = [:]
    private(set) var counts = GuardCounts()
    /// Restarts that were granted since the program began.
    var grants: Int { counts.restarts.values.reduce(0, +) }

    init(
        clock: AirClock, gate: RestartGate.Limits = .init(),
        replacements: RestartGate.Limits = .init(count: 30, spacing: .seconds(5)),
        breaker: CircuitBreaker.Limits = .init()
    ) {
        self.clock = clock
        limits = breaker
        self.gate = RestartGate(gate)
        self.replacements = RestartGate(replacements)
    }

    /// Whether a channel that nobody watched may go on air.
    func mayStart(_ channel: Channel.ID) -> Bool {
        guard var breaker = breakers[channel] else { return true }
        defer { breakers[channel] = breaker }
        return breaker.ask(at: clock.instant)
    }

    /// Whether a worker may take over from one that was lost.
    func mayRestart(_ channel: Channel.ID) -> Bool {
        var breaker = breakers[channel] ?? CircuitBreaker(limits)
        let now = clock.instant
        defer { breakers[channel] = breaker }
        guard breaker.ask(at: now) else { return false }
        guard gate.ask(channel, at: now) else {
            breaker.abandoned(at: now)
            return false
        }
        counts.restarts[channel, default: 0] += 1
        return true
    }

    /// Whether a worker may take over from a sound one, since its timeline is another now. This is
    /// no restart: nothing has failed.
    func mayReplace(_ channel: Channel.ID) -> Bool {
        replacements.ask(channel, at: clock.instant)
    }

    func failed(_ channel: Channel.ID) {
        breakers[channel, default: CircuitBreaker(limits)].failed(at: clock.instant)
    }

    /// A worker is replaced that sent nothing.
    func timedOut() { counts.timeouts += 1 }

    /// What was counted, and how the breakers stand.
    func report() -> GuardCounts {
        var report = counts
        report.breakers = breakers.mapValues(\.state)
        return report
    }

    func succeeded(_ channel: Channel.ID) {
        breakers[channel]?.succeeded()
    }

    /// The start that was allowed came to nothing: nobody watches any more, or no worker was to be
    /// had.
    func abandoned(_ channel: Channel.ID) {
        breakers[channel]?.abandoned(at: clock.instant)
    }
}
