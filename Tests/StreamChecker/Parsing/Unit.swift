/// One access unit or group of them: a PES packet's facts.
struct Unit {
    let pid: Int
    /// Indices of the transport packets that carry its first and last byte.
    let firstPacket: Int
    var lastPacket: Int
    let isRandomAccess: Bool
    /// In ticks of 90 kHz, as sent (33 bits).
    var presentation: Int64?
    var decoding: Int64?
    /// `PES_packet_length`, which 0 leaves open.
    var declaredLength = 0
    /// What came after `PES_packet_length`.
    var length = 0
    /// The capture holds it whole: another unit followed on its PID, or its length is complete.
    var isWhole = false
    /// The elementary stream's bytes, at most ``UnitAssembler/mostBytes``; empty once understood.
    var body: [UInt8] = []
    var content = Content.other
    var header = HeaderState.good

    enum Content {
        case picture(Picture)
        case sound(Sound)
        case other
    }

    enum HeaderState { case good, noStartCode, noTimestamp, badMarker }
}

/// Puts the units of one PID together.
struct UnitAssembler {
    /// Enough of a picture to see its parameter sets, and any PES of audio whole.
    static let mostBytes = 65_536 + 32

    private var open: Unit?
    private var bytes: [UInt8] = []
    private var total = 0

    /// The unit that this packet shows to be over. Packets before the first start are a joined
    /// capture's rest of a unit, and nobody's fault.
    mutating func add(_ packet: Packet, index: Int) -> Unit? {
        var finished: Unit?
        if packet.startsUnit {
            finished = close(isWhole: true)
            open = Unit(
                pid: packet.pid, firstPacket: index, lastPacket: index,
                isRandomAccess: packet.isRandomAccess)
        }
        guard open != nil else { return nil }
        if packet.hasPayload { open?.lastPacket = index }
        total += packet.payload.count
        bytes += packet.payload.prefix(max(0, Self.mostBytes - bytes.count))
        return finished
    }

    /// The last unit, which the capture's end may have cut.
    mutating func finish() -> Unit? {
        close(isWhole: false)
    }

    private mutating func close(isWhole: Bool) -> Unit? {
        guard var unit = open else { return nil }
        unit.readHeader(bytes, total: total)
        unit.isWhole = isWhole || (unit.declaredLength > 0 && unit.length >= unit.declaredLength)
        open = nil
        bytes.removeAll(keepingCapacity: true)
        total = 0
        return unit
    }
}

extension Unit {
    /// Reads the elementary stream's bytes as `type` says, and lets go of them.
    mutating func understand(_ type: UInt8?) {
        switch type {
        case 0x1B: content = .picture(Picture(body))
        case 0x0F: content = .sound(Sound(body))
        default: break
        }
        body = []
    }

    /// Reads the PES header (ISO/IEC 13818-1, 2.4.3.6) and keeps what follows it.
    fileprivate mutating func readHeader(_ bytes: [UInt8], total: Int) {
        guard bytes.count >= 9, bytes[0] == 0, bytes[1] == 0, bytes[2] == 1 else {
            header = .noStartCode
            return
        }
        declaredLength = Int(bytes[4]) << 8 | Int(bytes[5])
        length = total - 6
        let end = 9 + Int(bytes[8])
        let stamps = Int(bytes[7] >> 6)
        guard stamps >= 2, bytes.count >= end, bytes[8] >= (stamps == 3 ? 10 : 5) else {
            header = .noTimestamp
            return
        }
        presentation = timestamp(bytes[9..<14], mark: UInt8(stamps))
        decoding = stamps == 3 ? timestamp(bytes[14..<19], mark: 1) : presentation
        body = Array(bytes[end...])
    }

    private mutating func timestamp(_ bytes: ArraySlice<UInt8>, mark: UInt8) -> Int64 {
        let b = Array(bytes)
        if b[0] >> 4 != mark || b[0] & b[2] & b[4] & 1 == 0 { header = .badMarker }
        return Int64(b[0] >> 1 & 7) << 30 | Int64(b[1]) << 22 | Int64(b[2] >> 1) << 15
            | Int64(b[3]) << 7 | Int64(b[4] >> 1)
    }
}
