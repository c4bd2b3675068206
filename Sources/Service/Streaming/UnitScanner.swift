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
        var continuity = ContinuityCounters()
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
        /// Where the first packet is that was not looked at.
        var scanned: Int64
        /// Everything before this is whole units; `nil` if no more than before.
        var end: Int64?
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

    /// Looks at the packets that came; whole units are taken to be published.
    ///
    /// - Parameters:
    ///   - bytes: What follows on the packets looked at before; part of a packet is left for later.
    ///   - offset: Where in the channel's stream `bytes` begins.
    ///   - now: Tells wrapped time stamps apart.
    mutating func scan(
        _ bytes: UnsafeRawBufferPointer, offset: Int64, now: AirTime
    ) throws(Garbled) -> Found {
        var found = Found(scanned: offset)
        var place = 0
        while place + TransportPacket.size <= bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
            guard let packet = TransportPacket(rest) else { throw Garbled() }
            if packet.startsUnit { begin(packet, at: found.scanned, now: now, &found) }
            if let clock = packet.clock {
                ahead.clock = StreamTime.unwrap(clock / 300, near: now)
            }
            if packet.hasPayload { ahead.continuity[packet.pid] = packet.continuity }
            place += TransportPacket.size
            found.scanned = offset + Int64(place)
        }
        return found
    }

    /// Forgets the open unit: its worker is gone, and another goes on from `progress`.
    mutating func abandonUnit() {
        ahead = progress
        opening = nil
        shortest = .max
    }

    private func isLatest(_ picture: Int64) -> Bool {
        ahead.lastPicture.map { picture > $0 } ?? true
    }

    private mutating func begin(
        _ packet: TransportPacket, at offset: Int64, now: AirTime, _ found: inout Found
    ) {
        if packet.pid == 0 { lastTable = offset }
        guard let stamp = packet.times?.presentation else { return }
        let time = StreamTime.unwrap(stamp, near: now)
        switch packet.pid {
        case StreamLayout.videoPID:
            if isLatest(time) { close(at: offset, &found) }
            if packet.isRandomAccess {
                opening = .init(offset: lastTable, air: StreamTime.airTime(time))
            }
            measure(time)
        case StreamLayout.audioPID: ahead.soundEnd = time + Self.soundLength
        default: return
        }
    }

    private mutating func close(at offset: Int64, _ found: inout Found) {
        found.end = offset
        progress = ahead
        if let entry = opening { found.entries.append(entry) }
        opening = nil
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
