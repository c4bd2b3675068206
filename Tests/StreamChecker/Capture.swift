/// What a stream's packets said, in the order in which they came; the rules judge it.
struct Capture {
    /// A programme clock reference at a packet, unwrapped, in ticks of 27 MHz.
    struct ClockPoint {
        let packet: Int
        let time: Int64
    }

    var packets = 0
    /// Faults that show at once, in a single packet or against the one before.
    var faults: [Fault] = []
    var clock: [ClockPoint] = []
    /// Packets at which an intact PAT or PMT was complete.
    var associations: [Int] = []
    var maps: [Int] = []
    var programme: Section.Programme?
    /// Each elementary stream's units.
    var units: [Int: [Unit]] = [:]

    /// The clock at a packet in ticks of 90 kHz: exact at a reference, even between two of them.
    ///
    /// - Returns: `nil` before the first reference; the last one's time after it.
    func time(at packet: Int) -> Int64? {
        var low = 0
        var high = clock.count
        while low < high {
            let middle = (low + high) / 2
            if clock[middle].packet <= packet { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let before = clock[low - 1]
        guard low < clock.count else { return before.time / 300 }
        let after = clock[low]
        let share = Int64(packet - before.packet)
        let span = Int64(after.packet - before.packet)
        return (before.time + (after.time - before.time) * share / span) / 300
    }

    mutating func note(_ kind: Fault.Kind, at packet: Int, _ detail: String) {
        faults.append(Fault(kind: kind, packet: packet, detail: detail))
    }
}

/// The clock value nearest to `reference` that a counter of `range` values shows as `value`.
func unwrapped(_ value: Int64, near reference: Int64, range: Int64) -> Int64 {
    var step = (value - reference) % range
    if step < -range / 2 { step += range }
    if step >= range / 2 { step -= range }
    return reference + step
}

/// Values of a 33-bit time stamp, and of a clock reference.
let timestampRange: Int64 = 1 << 33
let clockRange: Int64 = timestampRange * 300
