/// Keeps restarts of stream workers rare: at most ten a minute over all channels, and half a
/// minute apart on each.
///
/// Times are monotonic, since any fixed instant, and never go back.
public struct RestartGate: Equatable, Sendable {
    public struct Limits: Equatable, Sendable {
        /// Restarts of all channels together in any `window`.
        public var count: Int
        public var window: Duration
        /// Least time between two restarts of one channel.
        public var spacing: Duration

        public init(
            count: Int = 10, window: Duration = .seconds(60), spacing: Duration = .seconds(30)
        ) {
            self.count = count
            self.window = window
            self.spacing = spacing
        }
    }

    public let limits: Limits
    /// Grants that still count, oldest first.
    private var recent: [Duration] = []
    private var last: [Channel.ID: Duration] = [:]

    public init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Grants a restart and remembers it, or says no.
    public mutating func ask(_ channel: Channel.ID, at now: Duration) -> Bool {
        recent.removeAll { $0 <= now - limits.window }
        last = last.filter { $0.value > now - limits.spacing }
        guard recent.count < limits.count, last[channel] == nil else { return false }
        recent.append(now)
        last[channel] = now
        return true
    }
}
