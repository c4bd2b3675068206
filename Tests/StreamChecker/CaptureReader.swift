/// Takes a stream apart as its bytes come, in pieces of any size.
struct CaptureReader {
    private(set) var capture = Capture()
    private var rest: [UInt8] = []
    private var counters: [Int: UInt8] = [:]
    private var association = SectionAssembler()
    private var map = SectionAssembler()
    private var mapPID: Int?
    private var assemblers: [Int: UnitAssembler] = [:]

    mutating func add(_ bytes: some Sequence<UInt8>) {
        rest += bytes
        var at = 0
        while at + Packet.size <= rest.count {
            if rest[at] == 0x47 {
                take(rest[at..<(at + Packet.size)])
                at += Packet.size
            } else {
                capture.note(.lostSync, at: capture.packets, "found \(rest[at])")
                at = nextSync(after: at)
            }
        }
        rest.removeFirst(at)
    }

    /// A capture may end anywhere: what is incomplete then is no fault.
    mutating func finish() -> Capture {
        for pid in assemblers.keys.sorted() {
            if let unit = assemblers[pid]?.finish() { keep(unit) }
        }
        return capture
    }

    /// Where packets go on: at two sync bytes one packet apart.
    private func nextSync(after at: Int) -> Int {
        var next = at + 1
        while next + Packet.size < rest.count {
            if rest[next] == 0x47, rest[next + Packet.size] == 0x47 { return next }
            next += 1
        }
        return next
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        let index = capture.packets
        capture.packets += 1
        guard let packet = Packet(bytes) else {
            return capture.note(.badPacket, at: index, "adaptation field does not fit")
        }
        guard packet.pid != 0x1FFF else { return }
        judge(packet, at: index)
        noteClock(packet, at: index)
        if packet.pid == 0 {
            takeAssociation(packet, at: index)
        } else if packet.pid == mapPID {
            takeMap(packet, at: index)
        } else if capture.programme?.streams[packet.pid] != nil,
            let unit = assemblers[packet.pid, default: UnitAssembler()].add(packet, index: index)
        {
            keep(unit)
        }
    }

    private mutating func keep(_ unit: Unit) {
        var unit = unit
        unit.understand(capture.programme?.streams[unit.pid])
        capture.units[unit.pid, default: []].append(unit)
    }

    private mutating func judge(_ packet: Packet, at index: Int) {
        let pid = "PID \(packet.pid)"
        if packet.hasError { capture.note(.transportError, at: index, pid) }
        if packet.isScrambled { capture.note(.scrambled, at: index, pid) }
        if packet.isDiscontinuous { capture.note(.discontinuity, at: index, pid) }
        if let last = counters[packet.pid], !packet.isDiscontinuous {
            let due = packet.hasPayload ? (last + 1) & 0xF : last
            if packet.counter != due {
                capture.note(.continuity, at: index, "\(pid), \(packet.counter) instead of \(due)")
            }
        }
        counters[packet.pid] = packet.counter
    }

    private mutating func noteClock(_ packet: Packet, at index: Int) {
        guard let clock = packet.clock, packet.pid == capture.programme?.clockPID else { return }
        let last = capture.clock.last?.time ?? clock
        capture.clock.append(
            .init(packet: index, time: unwrapped(clock, near: last, range: clockRange)))
    }

    private mutating func takeAssociation(_ packet: Packet, at index: Int) {
        guard let section = association.add(packet) else { return }
        guard section.isIntact, let pid = section.programmeMap else {
            return capture.note(.tableChecksum, at: index, "PAT")
        }
        mapPID = pid
        capture.associations.append(index)
    }

    private mutating func takeMap(_ packet: Packet, at index: Int) {
        guard let section = map.add(packet) else { return }
        guard section.isIntact, let programme = section.programme else {
            return capture.note(.tableChecksum, at: index, "PMT")
        }
        if let known = capture.programme, known != programme {
            capture.note(.tableChanged, at: index, "PMT")
        }
        capture.programme = programme
        capture.maps.append(index)
    }
}
