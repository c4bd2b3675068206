/// The programme's H.264 pictures.
struct PictureTrack {
    let units: [(unit: Unit, picture: Picture)]
    /// Presentation times in ticks of 90 kHz, rising.
    let times: [Int64]
    /// The packet of each of `times`.
    private let places: [Int]

    init(_ capture: Capture) {
        units = capture.units.values.joined().compactMap { unit in
            guard case .picture(let picture) = unit.content else { return nil }
            return (unit, picture)
        }
        let shown = units.compactMap { unit, _ in
            capture.stamps(of: unit).map { (time: $0.presentation, place: unit.firstPacket) }
        }.sorted { $0.time < $1.time }
        times = shown.map(\.time)
        places = shown.map(\.place)
    }

    func faults() -> [Fault] {
        units.flatMap { Self.entryFaults($0.unit, $0.picture) } + holes()
    }

    /// A decoder must be able to begin at each key frame.
    private static func entryFaults(_ unit: Unit, _ picture: Picture) -> [Fault] {
        guard picture.hasSlice || unit.isWhole else { return [] }
        var faults: [Fault] = []
        func note(_ kind: Fault.Kind, _ detail: String) {
            faults.append(Fault(kind: kind, packet: unit.firstPacket, detail: detail))
        }
        if !picture.hasSlice { note(.accessUnit, "no slice") }
        if picture.hasSlice, !picture.beginsWithDelimiter { note(.accessUnit, "no delimiter") }
        if picture.isInstantRefresh {
            if !picture.hasSequenceParameters { note(.parameterSets, "no SPS") }
            if !picture.hasPictureParameters { note(.parameterSets, "no PPS") }
            if !unit.isRandomAccess { note(.randomAccessMissing, "IDR") }
        } else if unit.isRandomAccess, !picture.hasRecoveryPoint {
            note(.randomAccessFalse, "neither IDR nor recovery point")
        }
        return faults
    }

    /// Between two pictures at most one may be missing, counted in frames of the rate around them.
    ///
    /// The last pictures are left out: the capture may have cut those shown between them.
    private func holes() -> [Fault] {
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }
        return steps.indices.dropLast(4).compactMap { index in
            let before = median(steps[max(0, index - 8)..<index])
            let after = median(steps[(index + 1)..<min(steps.count, index + 9)])
            guard let frame = [before, after].compactMap({ $0 }).max() else { return nil }
            guard steps[index] > frame * 2 + 90 else { return nil }
            let detail = "\(milliseconds(steps[index])) where a frame lasts \(milliseconds(frame))"
            return Fault(kind: .pictureHole, packet: places[index + 1], detail: detail)
        }
    }

    private func median(_ steps: ArraySlice<Int64>) -> Int64? {
        steps.isEmpty ? nil : steps.sorted()[steps.count / 2]
    }
}
