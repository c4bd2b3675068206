/// Who holds which tuner, for HTTP and native viewers alike. Decides; never acts.
///
/// Two viewers of one channel hold two tuners, as on real devices, unless tuners count channels.
public struct TunerLedger: Equatable, Sendable {
    /// Caps that keep one house guest from taking everything.
    public struct Limits: Equatable, Sendable {
        /// Sessions of one channel, HLS included.
        public var perChannel: Int
        /// Tuners that viewers of one address hold together; `nil` is no cap.
        public var perHost: Int?

        public init(perChannel: Int = 50, perHost: Int? = nil) {
            self.perChannel = perChannel
            self.perHost = perHost
        }
    }

    /// A native client's claim on a tuner.
    public struct Lock: Equatable, Sendable {
        public let key: UInt32
        /// The client's address.
        public let owner: String
    }

    /// A viewer who has joined.
    public struct Viewer: Equatable, Sendable {
        public let channel: Channel.ID
        public let host: String
        public let transport: Session.Transport
        /// `nil` for HLS.
        public let tuner: Int?
    }

    public enum Refusal: Error, Equatable, Sendable {
        case unknownTuner
        case tunerInUse
        case allTunersInUse
        /// A cap was reached: viewers of the channel, or tuners of the host.
        case tooManyConnections
    }

    private struct Tuner: Equatable, Sendable {
        var lock: Lock?
        var viewers: [Session.ID] = []
    }

    public let limits: Limits
    /// Whether viewers of one channel share one tuner.
    public let countsChannels: Bool
    private var tuners: [Tuner]
    public private(set) var viewers: [Session.ID: Viewer] = [:]

    public init(tuners: Int, countsChannels: Bool = false, limits: Limits = Limits()) {
        precondition(tuners > 0, "a device has at least one tuner")
        self.tuners = Array(repeating: Tuner(), count: tuners)
        self.countsChannels = countsChannels
        self.limits = limits
    }

    public var count: Int { tuners.count }

    /// Those who watch on a tuner, in the order they came.
    public func viewers(on tuner: Int) -> [Session.ID] {
        tuners.indices.contains(tuner) ? tuners[tuner].viewers : []
    }

    public func lock(on tuner: Int) -> Lock? {
        tuners.indices.contains(tuner) ? tuners[tuner].lock : nil
    }

    mutating func setLock(_ lock: Lock?, on tuner: Int) {
        tuners[tuner].lock = lock
    }
}

extension TunerLedger {
    /// Gives a viewer a tuner: the one asked for, else the highest free one as real devices do.
    ///
    /// - Parameter key: Opens a tuner that a native client has locked.
    public mutating func join(
        _ id: Session.ID, to channel: Channel.ID, host: String, transport: Session.Transport,
        tuner wanted: Int? = nil, key: UInt32? = nil
    ) throws(Refusal) -> Viewer {
        precondition(viewers[id] == nil, "session \(id) watches already")
        guard viewers.values.count(where: { $0.channel == channel }) < limits.perChannel else {
            throw .tooManyConnections
        }
        var tuner: Int?
        if transport != .hls {
            try checkHost(host)
            tuner = try pick(wanted, for: channel, key: key)
        }
        let viewer = Viewer(channel: channel, host: host, transport: transport, tuner: tuner)
        viewers[id] = viewer
        if let tuner { tuners[tuner].viewers.append(id) }
        return viewer
    }

    /// Frees what the viewer held; `nil` when the session is unknown, so leaving twice is safe.
    @discardableResult
    public mutating func leave(_ id: Session.ID) -> Viewer? {
        guard let viewer = viewers.removeValue(forKey: id) else { return nil }
        if let tuner = viewer.tuner { tuners[tuner].viewers.removeAll { $0 == id } }
        return viewer
    }

    private func checkHost(_ host: String) throws(Refusal) {
        guard let limit = limits.perHost else { return }
        let held = viewers.values.count { $0.host == host && $0.tuner != nil }
        guard held < limit else { throw .tooManyConnections }
    }

    private func pick(_ wanted: Int?, for channel: Channel.ID, key: UInt32?) throws(Refusal) -> Int
    {
        if let wanted {
            guard tuners.indices.contains(wanted) else { throw .unknownTuner }
            guard isOpen(wanted, to: key), hasRoom(wanted, for: channel) else { throw .tunerInUse }
            return wanted
        }
        let open = tuners.indices.reversed().filter { isOpen($0, to: nil) }
        if countsChannels, let shared = open.first(where: { plays($0, channel) }) { return shared }
        guard let free = open.first(where: { tuners[$0].viewers.isEmpty }) else {
            throw .allTunersInUse
        }
        return free
    }

    private func isOpen(_ tuner: Int, to key: UInt32?) -> Bool {
        tuners[tuner].lock.map { $0.key == key } ?? true
    }

    private func hasRoom(_ tuner: Int, for channel: Channel.ID) -> Bool {
        tuners[tuner].viewers.isEmpty || countsChannels && plays(tuner, channel)
    }

    private func plays(_ tuner: Int, _ channel: Channel.ID) -> Bool {
        tuners[tuner].viewers.first.flatMap { viewers[$0]?.channel } == channel
    }
}
