/// The programme's AAC sound.
struct SoundTrack {
    let units: [(unit: Unit, sound: Sound)]
    /// Presentation times in ticks of 90 kHz.
    private let times: [Int64?]

    init(_ capture: Capture) {
        units = capture.units.values.joined().compactMap { unit in
            guard case .sound(let sound) = unit.content else { return nil }
            return (unit, sound)
        }
        times = units.map { capture.stamps(of: $0.unit)?.presentation }
    }

    /// Each unit must begin where the one before ended: no hole longer than a frame, no overlap,
    /// and no small differences that add up.
    func faults(_ limits: StreamLimits) -> [Fault] {
        var faults: [Fault] = []
        var end: Int64?
        var drift: Int64 = 0
        for ((unit, sound), time) in zip(units, times) {
            func note(_ kind: Fault.Kind, _ detail: String) {
                faults.append(Fault(kind: kind, packet: unit.firstPacket, detail: detail))
            }
            if unit.isWhole, sound.frames == 0 || sound.rest > 0 {
                note(.soundCut, "\(sound.frames) frames and \(sound.rest) bytes")
            }
            guard let time else { continue }
            if let end {
                let gap = time - end
                if gap > sound.frameTicks {
                    note(.soundHole, milliseconds(gap))
                } else if gap < -limits.overlap {
                    note(.soundOverlap, milliseconds(-gap))
                } else if gap.magnitude <= UInt64(limits.overlap) {
                    drift += gap
                }
            }
            if drift.magnitude > UInt64(limits.drift) {
                note(.soundDrift, milliseconds(drift))
                drift = 0
            }
            end = time + sound.ticks
        }
        return faults
    }
}
