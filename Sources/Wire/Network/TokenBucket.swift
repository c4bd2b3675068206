/// Lets `burst` events pass at once and `rate` a second for good.
public struct TokenBucket: Equatable, Sendable {
    /// Both in thousandths of an event.
    private let burst, rate: Int64
    private var tokens: Int64
    private var filled: Duration

    /// - Parameter now: Time since any fixed instant, here and in ``take(at:)``.
    public init(burst: Int, rate: Int, at now: Duration) {
        self.burst = Int64(burst) * 1000
        self.rate = Int64(rate) * 1000
        tokens = self.burst
        filled = now
    }

    /// Whether one more event may pass now.
    public mutating func take(at now: Duration) -> Bool {
        fill(at: now)
        guard tokens >= 1000 else { return false }
        tokens -= 1000
        return true
    }

    /// Whether it has seen nothing for long enough to be forgotten.
    mutating func isFull(at now: Duration) -> Bool {
        fill(at: now)
        return tokens == burst
    }

    private mutating func fill(at now: Duration) {
        let milliseconds =
            max(0, (now - filled).components.seconds) * 1000
            + (now - filled).components.attoseconds / 1_000_000_000_000_000
        let added = min(milliseconds, 3_600_000) * rate / 1000
        guard added > 0 else { return }
        tokens = min(burst, tokens + added)
        filled = now
    }
}

/// Rate limits for datagrams: one bucket a source, and one for all of them together.
///
/// Remembers at most `capacity` sources; while more than that are active, newcomers share a bucket.
public struct RateLimit: Sendable {
    private let burst, rate, capacity: Int
    private var all: TokenBucket
    private var newcomers: TokenBucket
    private var sources: [IPAddress: TokenBucket] = [:]
    private var swept = Duration.zero

    public init(
        burst: Int = 20, rate: Int = 10, globalBurst: Int = 400, globalRate: Int = 200,
        capacity: Int = 1024, at now: Duration
    ) {
        self.burst = burst
        self.rate = rate
        self.capacity = capacity
        all = TokenBucket(burst: globalBurst, rate: globalRate, at: now)
        newcomers = TokenBucket(burst: burst, rate: rate, at: now)
        swept = now
    }

    /// Whether this source may have one more answer.
    public mutating func allows(_ source: IPAddress, at now: Duration) -> Bool {
        guard takeOwn(source, at: now) else { return false }
        return all.take(at: now)
    }

    private mutating func takeOwn(_ source: IPAddress, at now: Duration) -> Bool {
        if sources[source] == nil {
            if sources.count >= capacity { sweep(at: now) }
            guard sources.count < capacity else { return newcomers.take(at: now) }
            sources[source] = TokenBucket(burst: burst, rate: rate, at: now)
        }
        return sources[source]?.take(at: now) ?? false
    }

    /// Forgets sources that were silent, at most once a second.
    private mutating func sweep(at now: Duration) {
        guard now - swept >= .seconds(1) else { return }
        swept = now
        sources = sources.filter { _, bucket in
            var bucket = bucket
            return !bucket.isFull(at: now)
        }
    }

    /// How many sources are remembered.
    var remembered: Int { sources.count }
}
