/// Cuts a channel's packets into the datagrams of a native client, and says when each one leaves.
///
/// Packets between two clock references leave evenly spread over the time between them, so that
/// neither a big picture nor a stream that is ahead floods the client's socket buffer.
public struct TargetPacer: Sendable {
    public struct Datagram: Equatable, Sendable {
        /// Seven packets, behind an RTP header where the target wants one.
        public let bytes: [UInt8]
        /// Time since the stream began.
        public let due: Duration
    }

    /// What native clients accept, and nothing else.
    static let packetsInDatagram = 7
    private static let packet = 188
    /// Most packets between two clock references; a stream without any leaves in such bursts.
    private static let mostWaiting = 4096
    /// A longer step of the clock, or one back, is a break and takes no time; in ticks of 27 MHz.
    private static let longestStep: Int64 = 27_000_000

    public var filter: PIDFilter
    private var rtp: RTPHeader?
    private let clockPID: Int
    private var clock: Int64?
    private var elapsed = Duration.zero
    /// Wanted packets since the last clock reference; their time is not known yet.
    private var waiting: [UInt8] = []
    /// Packets whose time is known, short of a datagram.
    private var assembling: [UInt8] = []
    private var ready: [Datagram] = []

    /// - Parameters:
    ///   - clockPID: Whose clock references count.
    ///   - source: RTP's name of the sender, random.
    public init(form: StreamTarget.Form, filter: PIDFilter, clockPID: Int, source: UInt32) {
        self.filter = filter
        self.clockPID = clockPID
        rtp = form == .rtp ? RTPHeader(source: source) : nil
    }

    /// - Parameter bytes: Whole packets of 188 bytes.
    /// - Returns: The datagrams that have become complete, in order.
    public mutating func add(_ bytes: some RandomAccessCollection<UInt8>) -> [Datagram] {
        var rest = bytes[...]
        while rest.count >= Self.packet {
            let packet = Array(rest.prefix(Self.packet))
            rest = rest.dropFirst(Self.packet)
            if let now = Self.clockReference(of: packet, on: clockPID) { release(at: now) }
            if filter.contains(Self.pid(of: packet)) { waiting += packet }
            if waiting.count >= Self.mostWaiting * Self.packet { spread(over: .zero) }
        }
        defer { ready = [] }
        return ready
    }

    private mutating func release(at now: Int64) {
        var step = Duration.zero
        if let clock {
            let ticks = (now - clock + Self.wrap) % Self.wrap
            if ticks <= Self.longestStep { step = .microseconds(ticks / 27) }
        }
        clock = now
        spread(over: step)
    }

    private mutating func spread(over step: Duration) {
        let count = waiting.count / Self.packet
        for index in 0..<count {
            let start = index * Self.packet
            assembling += waiting[start..<start + Self.packet]
            guard assembling.count == Self.packetsInDatagram * Self.packet else { continue }
            let due = elapsed + step * index / count
            ready.append(Datagram(bytes: (rtp?.next(at: due) ?? []) + assembling, due: due))
            assembling.removeAll(keepingCapacity: true)
        }
        waiting.removeAll(keepingCapacity: true)
        elapsed += step
    }

    private static let wrap: Int64 = (1 << 33) * 300

    private static func pid(of packet: [UInt8]) -> Int {
        Int(packet[1] & 0x1F) << 8 | Int(packet[2])
    }

    /// The PCR in a packet's adaptation field, in ticks of 27 MHz (ISO 13818-1, 2.4.3.5).
    private static func clockReference(of packet: [UInt8], on pid: Int) -> Int64? {
        guard Self.pid(of: packet) == pid, packet[3] & 0x20 != 0, packet[4] >= 7,
            packet[5] & 0x10 != 0
        else { return nil }
        let high = packet[6..<10].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let base = high << 1 | Int64(packet[10] >> 7)
        return base * 300 + (Int64(packet[10] & 1) << 8 | Int64(packet[11]))
    }
}

/// The 12 bytes before the packets in an RTP datagram (RFC 3550, RFC 2250).
struct RTPHeader: Sendable {
    private static let transportStream: UInt8 = 33
    private let source: UInt32
    private var sequence: UInt16

    init(source: UInt32) {
        self.source = source
        sequence = UInt16(truncatingIfNeeded: source)
    }

    /// - Parameter time: Since the stream began.
    mutating func next(at time: Duration) -> [UInt8] {
        let microseconds =
            time.components.seconds * 1_000_000
            + time.components.attoseconds / 1_000_000_000_000
        var header: [UInt8] = [0x80, Self.transportStream]
        header.append(bigEndian: sequence)
        header.append(bigEndian: UInt32(truncatingIfNeeded: microseconds * 9 / 100))
        header.append(bigEndian: source)
        sequence &+= 1
        return header
    }
}
