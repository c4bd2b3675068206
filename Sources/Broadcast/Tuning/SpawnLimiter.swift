/// How many worker processes may live, and how fast new ones may start.
///
/// Every permit is given back exactly once: when the process was reaped, or could not be started.
/// Times are monotonic, since any fixed instant, and never go back.
public struct SpawnLimiter: Equatable, Sendable {
    public struct Limits: Equatable, Sendable {
        /// Processes alive at once, as configured.
        public var processes: Int
        /// Memory that all workers together may take, and what one is reckoned with, in bytes.
        public var memoryBudget: Int
        public var memoryOfOne: Int
        /// The process's limit of open descriptors, those kept for the rest of the program, and
        /// what one worker takes.
        public var descriptors: Int
        public var reservedDescriptors: Int
        public var descriptorsOfOne: Int
        /// Starts at once, and starts a second from then on.
        public var burst: Int
        public var rate: Double

        public init(
            processes: Int = 64, memoryBudget: Int, memoryOfOne: Int = 130 << 20,
            descriptors: Int, reservedDescriptors: Int = 100, descriptorsOfOne: Int = 4,
            burst: Int = 8, rate: Double = 4
        ) {
            self.processes = processes
            self.memoryBudget = memoryBudget
            self.memoryOfOne = memoryOfOne
            self.descriptors = descriptors
            self.reservedDescriptors = reservedDescriptors
            self.descriptorsOfOne = descriptorsOfOne
            self.burst = burst
            self.rate = rate
        }

        /// What may live at once, at least one.
        public var ceiling: Int {
            let byMemory = memoryBudget / max(memoryOfOne, 1)
            let byDescriptors = (descriptors - reservedDescriptors) / max(descriptorsOfOne, 1)
            return max(1, min(processes, byMemory, byDescriptors))
        }
    }

    /// The machine, read directly before a start.
    public struct Gauges: Equatable, Sendable {
        /// Used memory of the machine, in percent.
        public var memoryPercent: Int
        public var openDescriptors: Int

        public init(memoryPercent: Int, openDescriptors: Int) {
            self.memoryPercent = memoryPercent
            self.openDescriptors = openDescriptors
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        case tooManyWorkers(Int)
        case startingTooFast
        case memoryShort(percent: Int)
        case descriptorsShort(open: Int)

        /// What monitoring systems call it.
        public var name: String {
            switch self {
            case .tooManyWorkers: "workers"
            case .startingTooFast: "rate"
            case .memoryShort: "memory"
            case .descriptorsShort: "descriptors"
            }
        }
    }

    /// Memory use from which on nothing starts, in percent.
    public static let memoryCeiling = 85

    public let limits: Limits
    public private(set) var acquired = 0
    public private(set) var released = 0
    /// Starts that are left now; a start takes one.
    private var tokens: Double
    private var filled: Duration?

    public init(_ limits: Limits) {
        self.limits = limits
        tokens = Double(limits.burst)
    }

    public var live: Int { acquired - released }

    /// Takes a permit for one process. A refusal takes nothing.
    public mutating func acquire(at now: Duration, _ gauges: Gauges) throws(Refusal) {
        guard live < limits.ceiling else { throw .tooManyWorkers(limits.ceiling) }
        guard gauges.memoryPercent < Self.memoryCeiling else {
            throw .memoryShort(percent: gauges.memoryPercent)
        }
        guard gauges.openDescriptors < limits.descriptors - limits.reservedDescriptors else {
            throw .descriptorsShort(open: gauges.openDescriptors)
        }
        refill(at: now)
        guard tokens >= 1 else { throw .startingTooFast }
        tokens -= 1
        acquired += 1
    }

    /// Gives a permit back.
    public mutating func release() {
        precondition(live > 0, "no permit is out")
        released += 1
    }

    private mutating func refill(at now: Duration) {
        let passed = now - (filled ?? now)
        filled = now
        tokens = min(Double(limits.burst), tokens + passed.inSeconds * limits.rate)
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(inMicroseconds) / 1_000_000 }
}

extension SpawnLimiter.Refusal: Explained {
    public var message: String {
        switch self {
        case .tooManyWorkers(let ceiling):
            "\(ceiling) workers run already, which is all this machine may have at once."
        case .startingTooFast:
            "Workers are being started faster than is good for this machine."
        case .memoryShort(let percent):
            "\(percent) % of the memory is in use, too much to start another worker."
        case .descriptorsShort(let open):
            "\(open) files and sockets are open, too many to start another worker."
        }
    }

    public var remedy: String {
        switch self {
        case .tooManyWorkers:
            "Watch fewer channels at once, or raise streaming.max_channels."
        case .startingTooFast: "Try again in a moment."
        case .memoryShort: "End other programs, or add memory."
        case .descriptorsShort: "Raise the limit of open files (LimitNOFILE of the service)."
        }
    }
}
