import Broadcast
import Wire

/// Finds in a worker's packets where whole units end, and where a decoder can begin.
///
/// Our muxer keeps the packets of a unit (a PES packet or a table) together, so everything before
/// a packet that starts a unit is whole units. Only what comes before a picture that is later than
/// all before it is ever shown to viewers: then no picture is missing that had been put off behind
/// another, whenever the worker is lost.
struct UnitScanner: Sendable {
    /// What viewers have been given; a worker that takes over goes on from here.
    struct Progress: Equatable, Sendable {
        /// The last continuity counter of each PID that we make.
        var continuity: [Int: UInt8] = [:]
        /// Unwrapped ticks of the latest picture, and of the sound after its last unit.
        var lastPicture: Int64?
        var soundEnd: Int64?
        /// The program clock, in unwrapped ticks.
        var clock: Int64?
        /// Ticks from one picture to the next.
        var pictureLength: Int64 = 3_600

        /// Where the next picture belongs.
        var pictureEnd: Int64? { lastPicture.map { $0 + pictureLength } }
    }

    /// What one look at the bytes found.
    struct Found: Equatable {
        /// How many bytes from the first are whole units.
        var length = 0
        var entries: [RingIndex.Entry] = []
    }

    /// The bytes are no transport stream of ours.
    struct Garbled: Error, Equatable {}

    /// Ticks that a sound unit lasts: four AAC frames of 1,024 samples at 48 kHz.
    static let soundLength: Int64 = 7_680

    private(set) var progress = Progress()
    /// `progress` with the unit that is still open.
    private var ahead = Progress()
    /// The key picture of the open unit.
    private var opening: RingIndex.Entry?
    private var lastTable: Int64 = 0
    private var shortest = Int64.max

    /// Bytes looked at since the first that is not published.
    private var scanned = 0

    /// Looks at what came; whole units are taken to be published.
    ///
    /// - Parameters:
    ///   - bytes: Everything since the end of the last whole unit.
    ///   - offset: Where in the channel's stream `bytes` begins.
    ///   - now: Tells wrapped time stamps apart.
    mutating func scan(
        _ bytes: UnsafeRawBufferPointer, offset: Int64, now: AirTime
    ) throws(Garbled) -> Found {
        var found = Found()
        while scanned + TransportPacket.size <= bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[scanned...])
            guard let packet = TransportPacket(rest) else { throw Garbled() }
            if packet.startsUnit {
                let time = packet.times.map { StreamTime.unwrap($0.presentation, near: now) }
                if let time, packet.pid == StreamLayout.videoPID, isLatest(time) {
                    close(at: scanned, &found)
                }
                begin(packet, at: offset + Int64(scanned), time)
            }
            if let clock = packet.clock {
                ahead.clock = StreamTime.unwrap(clock / 300, near: now)
            }
            if packet.hasPayload { ahead.continuity[packet.pid] = packet.continuity }
            scanned += TransportPacket.size
        }
        scanned -= found.length
        return found
    }

    /// Forgets the open unit: its worker is gone, and another goes on from `progress`.
    mutating func abandonUnit() {
        ahead = progress
        opening = nil
        scanned = 0
        shortest = .max
    }

    private func isLatest(_ picture: Int64) -> Bool {
        ahead.lastPicture.map { picture > $0 } ?? true
    }

    private mutating func close(at length: Int, _ found: inout Found) {
        found.length = length
        progress = ahead
        if let entry = opening { found.entries.append(entry) }
        opening = nil
    }

    private mutating func begin(_ packet: TransportPacket, at offset: Int64, _ time: Int64?) {
        if packet.pid == 0 { lastTable = offset }
        guard let time else { return }
        switch packet.pid {
        case StreamLayout.videoPID:
            if packet.isRandomAccess {
                opening = .init(offset: lastTable, air: StreamTime.airTime(time))
            }
            measure(time)
        case StreamLayout.audioPID: ahead.soundEnd = time + Self.soundLength
        default: return
        }
    }

    /// Pictures come in decoding order: the shortest step between two is a picture's length.
    private mutating func measure(_ ticks: Int64) {
        guard let last = ahead.lastPicture else {
            ahead.lastPicture = ticks
            return
        }
        let step = abs(ticks - last)
        if step > 0, step < shortest {
            shortest = step
            ahead.pictureLength = min(step, StreamTime.rate)
        }
        ahead.lastPicture = max(last, ticks)
    }
}
