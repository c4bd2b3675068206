/// Puts the sections of one PID together, one at a time (PAT and PMT never span more).
struct SectionAssembler {
    private var bytes: [UInt8] = []
    private var isOpen = false

    /// A section that has become whole with this packet.
    mutating func add(_ packet: Packet) -> Section? {
        var payload = packet.payload
        if packet.startsUnit {
            guard let pointer = payload.popFirst() else { return nil }
            payload = payload.dropFirst(Int(pointer))
            bytes = []
            isOpen = true
        }
        guard isOpen else { return nil }
        bytes += payload
        guard bytes.count >= 3 else { return nil }
        let length = 3 + (Int(bytes[1] & 0x0F) << 8 | Int(bytes[2]))
        guard bytes.count >= length else { return nil }
        isOpen = false
        return Section(bytes: Array(bytes.prefix(length)))
    }
}

/// A PSI section, with its header and checksum.
struct Section {
    let bytes: [UInt8]

    var table: UInt8 { bytes[0] }
    /// The checksum over a section with its own checksum is zero.
    var isIntact: Bool { bytes.count >= 12 && Self.checksum(bytes) == 0 }

    /// The PID of the first programme's PMT, if this is an intact PAT.
    var programmeMap: Int? {
        guard table == 0x00 else { return nil }
        for at in stride(from: 8, through: bytes.count - 8, by: 4) {
            let programme = Int(bytes[at]) << 8 | Int(bytes[at + 1])
            if programme != 0 { return Int(bytes[at + 2] & 0x1F) << 8 | Int(bytes[at + 3]) }
        }
        return nil
    }

    /// The clock's PID and the streams, if this is an intact PMT.
    var programme: Programme? {
        guard table == 0x02, bytes.count >= 16 else { return nil }
        var streams: [Int: UInt8] = [:]
        var at = 12 + (Int(bytes[10] & 0x0F) << 8 | Int(bytes[11]))
        while at + 5 <= bytes.count - 4 {
            streams[Int(bytes[at + 1] & 0x1F) << 8 | Int(bytes[at + 2])] = bytes[at]
            at += 5 + (Int(bytes[at + 3] & 0x0F) << 8 | Int(bytes[at + 4]))
        }
        return Programme(
            clockPID: Int(bytes[8] & 0x1F) << 8 | Int(bytes[9]), streams: streams)
    }

    struct Programme: Equatable {
        let clockPID: Int
        /// `stream_type` by PID.
        let streams: [Int: UInt8]
    }

    /// CRC-32/MPEG-2: polynomial 04C11DB7, not reflected, all ones at first.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 24) { sum, _ in
                sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7
            }
        }
    }
}
