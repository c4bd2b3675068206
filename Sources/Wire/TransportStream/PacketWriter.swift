/// Cuts units into 188-byte packets and keeps each PID's continuity counter.
struct PacketWriter: Sendable {
    /// Whole packets, written but not yet taken.
    private(set) var bytes: [UInt8] = []
    /// The counter last written on each PID.
    private(set) var continuity: [Int: UInt8]
    private static let stuffing = [UInt8](repeating: 0xFF, count: TransportPacket.size)

    /// - Parameter continuity: The counter last sent on each PID; a PID without one begins at zero.
    init(continuity: [Int: UInt8]) {
        self.continuity = continuity
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends a table that is a whole packet.
    mutating func write(table: [UInt8], pid: Int) {
        let counter = advance(pid, by: 1)
        bytes.append(contentsOf: table)
        bytes[bytes.count - TransportPacket.size + 3] |= counter
    }

    /// Appends a packet that carries nothing but the clock; its counter stays where it was.
    mutating func write(clock: Int64, pid: Int) {
        let counter = continuity[pid] ?? 15
        let packet = grow(by: 1)
        bytes.withUnsafeMutableBytes { all in
            let field = Adaptation(clock: clock, isRandomAccess: false)
            var packet = PacketFiller(all, at: packet)
            packet.header(pid: pid, startsUnit: false, adaptation: true, payload: 0, counter)
            packet.adaptation(field, size: 184)
        }
    }

    /// Appends one PES packet: `head`, which fits the first packet, then `body`.
    mutating func write(
        pid: Int, head: [UInt8], body: UnsafeRawBufferPointer, adaptation first: Adaptation
    ) {
        let room = 184 - first.size
        let total = head.count + body.count
        let count = 1 + max(0, (total - room + 183) / 184)
        let counter = advance(pid, by: count)
        let start = grow(by: count)
        bytes.withUnsafeMutableBytes { all in
            var taken = 0
            for index in 0..<count {
                var packet = PacketFiller(all, at: start + index * TransportPacket.size)
                let field = index == 0 ? first : Adaptation()
                let lead = index == 0 ? head.count : 0
                let slice = min(184 - field.size - lead, body.count - taken)
                packet.header(
                    pid: pid, startsUnit: index == 0, adaptation: lead + slice < 184,
                    payload: 0x10, counter &+ UInt8(truncatingIfNeeded: index))
                packet.adaptation(field, size: 184 - lead - slice)
                if index == 0 { head.withUnsafeBytes { packet.copy($0) } }
                packet.copy(UnsafeRawBufferPointer(rebasing: body[taken..<taken + slice]))
                taken += slice
            }
        }
    }

    /// Makes room for `count` packets and returns where the first begins.
    private mutating func grow(by count: Int) -> Int {
        let start = bytes.count
        for _ in 0..<count { bytes.append(contentsOf: Self.stuffing) }
        return start
    }

    /// Takes the PID's next `count` counters and returns the first.
    private mutating func advance(_ pid: Int, by count: Int) -> UInt8 {
        let first = (continuity[pid] ?? 15) &+ 1
        continuity[pid] = (first &+ UInt8(truncatingIfNeeded: count - 1)) & 0x0F
        return first & 0x0F
    }

}

/// What the adaptation field of a unit's first packet says.
struct Adaptation {
    /// In 27 MHz.
    var clock: Int64?
    var isRandomAccess = false

    /// Bytes it needs.
    var size: Int { clock != nil ? 8 : isRandomAccess ? 2 : 0 }
}

/// Fills one packet that is all stuffing (0xFF) so far, from its start on.
private struct PacketFiller {
    private let packet: UnsafeMutableRawPointer
    private var next = 0

    init(_ all: UnsafeMutableRawBufferPointer, at offset: Int) {
        packet = UnsafeMutableRawPointer(all.baseAddress.unsafelyUnwrapped + offset)
    }

    mutating func header(
        pid: Int, startsUnit: Bool, adaptation: Bool, payload: UInt8, _ counter: UInt8
    ) {
        put(TransportPacket.sync)
        put((startsUnit ? 0x40 : 0) | UInt8(pid >> 8))
        put(UInt8(pid & 0xFF))
        put((adaptation ? 0x20 : 0) | payload | counter & 0x0F)
    }

    /// - Parameter size: Bytes to fill, stuffing included; zero is no field at all.
    mutating func adaptation(_ field: Adaptation, size: Int) {
        guard size > 0 else { return }
        let start = next
        put(UInt8(size - 1))
        if size > 1 {
            put((field.isRandomAccess ? 0x40 : 0) | (field.clock != nil ? 0x10 : 0))
        }
        if let clock = field.clock {
            let base = clock / 300 & (StreamTime.wrap - 1)
            let rest = clock % 300
            for shift in [25, 17, 9, 1] { put(UInt8(truncatingIfNeeded: base >> shift)) }
            put(UInt8(base & 1) << 7 | 0x7E | UInt8(rest >> 8))
            put(UInt8(rest & 0xFF))
        }
        next = start + size
    }

    mutating func copy(_ source: UnsafeRawBufferPointer) {
        guard let from = source.baseAddress else { return }
        (packet + next).copyMemory(from: from, byteCount: source.count)
        next += source.count
    }

    private mutating func put(_ byte: UInt8) {
        packet.storeBytes(of: byte, toByteOffset: next, as: UInt8.self)
        next += 1
    }
}
