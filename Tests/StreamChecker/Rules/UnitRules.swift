extension Capture {
    /// Headers must be well formed and lengths true.
    func unitFaults() -> [Fault] {
        units.values.joined().compactMap { unit in
            let pid = "PID \(unit.pid)"
            switch unit.header {
            case .noStartCode where unit.isWhole:
                return Fault(
                    kind: .unitHeader, packet: unit.firstPacket, detail: "\(pid), no start code")
            case .noTimestamp where unit.isWhole:
                return Fault(
                    kind: .unitHeader, packet: unit.firstPacket, detail: "\(pid), no time stamp")
            case .badMarker:
                return Fault(
                    kind: .unitHeader, packet: unit.firstPacket, detail: "\(pid), marker bits")
            case .good, .noStartCode, .noTimestamp: break
            }
            guard unit.isWhole, unit.declaredLength > 0, unit.length != unit.declaredLength
            else { return nil }
            return Fault(
                kind: .unitLength, packet: unit.lastPacket,
                detail: "\(pid), \(unit.length) bytes instead of \(unit.declaredLength)")
        }
    }

    /// Decoding times must rise on each PID, lie at or before presentation, and ahead of the clock.
    func timestampFaults(_ limits: StreamLimits) -> [Fault] {
        units.values.flatMap { track in
            var last: Int64?
            return track.flatMap { unit -> [Fault] in
                guard let stamps = stamps(of: unit) else { return [] }
                defer { last = stamps.decoding }
                return orderFaults(unit, stamps, after: last) + advanceFaults(unit, stamps, limits)
            }
        }
    }

    /// Time stamps unwrapped to the clock at their place, in ticks of 90 kHz.
    func stamps(of unit: Unit) -> (presentation: Int64, decoding: Int64)? {
        guard let presentation = unit.presentation, let decoding = unit.decoding else { return nil }
        let time = time(at: unit.firstPacket) ?? (clock.first?.time ?? 0) / 300
        let unwrappedDecoding = unwrapped(decoding, near: time, range: timestampRange)
        return (
            unwrapped(presentation, near: unwrappedDecoding, range: timestampRange),
            unwrappedDecoding
        )
    }

    private func orderFaults(
        _ unit: Unit, _ stamps: (presentation: Int64, decoding: Int64), after last: Int64?
    ) -> [Fault] {
        var faults: [Fault] = []
        if let last, stamps.decoding <= last {
            let detail = "PID \(unit.pid), \(milliseconds(stamps.decoding - last))"
            faults.append(
                Fault(kind: .decodingOrder, packet: unit.firstPacket, detail: detail))
        }
        if stamps.presentation < stamps.decoding {
            let early = milliseconds(stamps.decoding - stamps.presentation)
            faults.append(
                Fault(
                    kind: .presentationBeforeDecoding, packet: unit.firstPacket,
                    detail: "PID \(unit.pid), by \(early)"))
        }
        return faults
    }

    private func advanceFaults(
        _ unit: Unit, _ stamps: (presentation: Int64, decoding: Int64), _ limits: StreamLimits
    ) -> [Fault] {
        guard let first = time(at: unit.firstPacket), let last = time(at: unit.lastPacket)
        else { return [] }
        let advance = stamps.decoding - first
        let detail = "PID \(unit.pid), \(milliseconds(advance)) ahead of the clock"
        if advance < limits.advance.lowerBound || stamps.decoding < last {
            return [Fault(kind: .late, packet: unit.firstPacket, detail: detail)]
        }
        if advance > limits.advance.upperBound {
            return [Fault(kind: .early, packet: unit.firstPacket, detail: detail)]
        }
        return []
    }
}
