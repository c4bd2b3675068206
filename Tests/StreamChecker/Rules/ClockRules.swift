extension Capture {
    /// The clock must be there, rise, and come often.
    func clockFaults(_ limits: StreamLimits) -> [Fault] {
        guard let first = clock.first else {
            return [Fault(kind: .clockMissing, packet: 0, detail: "none in \(packets) packets")]
        }
        var last = first
        return clock.dropFirst().compactMap { point in
            defer { last = point }
            let step = point.time - last.time
            if step <= 0 {
                let detail = milliseconds(step, per: 27_000)
                return Fault(kind: .clockBackwards, packet: point.packet, detail: detail)
            }
            guard step > limits.clockGap * 300 else { return nil }
            let detail = "\(milliseconds(step, per: 27_000)) after the last"
            return Fault(kind: .clockGap, packet: point.packet, detail: detail)
        }
    }

    /// PAT and PMT must be there from the start, and come often until the end.
    func tableFaults(_ limits: StreamLimits) -> [Fault] {
        tableFaults("PAT", at: associations, limits) + tableFaults("PMT", at: maps, limits)
            + streamFaults()
    }

    private func tableFaults(_ name: String, at places: [Int], _ limits: StreamLimits) -> [Fault] {
        guard let first = clock.first, let end = clock.last, !places.isEmpty else {
            return [Fault(kind: .tableMissing, packet: 0, detail: name)]
        }
        var faults: [Fault] = []
        var last = first.time / 300
        for place in places.filter({ $0 > first.packet }) + [end.packet] {
            guard let time = time(at: place) else { continue }
            if time - last > limits.tableGap {
                let detail = "\(name), \(milliseconds(time - last)) after the last"
                faults.append(Fault(kind: .tableGap, packet: place, detail: detail))
            }
            last = time
        }
        return faults
    }

    /// A stream that the programme lists must be there, if the capture is longer than a second.
    private func streamFaults() -> [Fault] {
        let span = (clock.last?.time ?? 0) - (clock.first?.time ?? 0)
        guard let programme, span > 27_000_000 else { return [] }
        return programme.streams.keys.sorted().filter { units[$0] == nil }.map {
            Fault(kind: .streamMissing, packet: packets, detail: "PID \($0)")
        }
    }
}
