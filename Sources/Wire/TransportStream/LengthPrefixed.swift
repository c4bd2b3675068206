/// NAL units that each stand behind their length, checked, and on their way to Annex B.
///
/// Delimiters and filler are left out: the muxer writes the one, and nobody needs the other.
struct LengthPrefixed {
    private let sample: UnsafeRawBufferPointer
    private let lengthSize: Int
    /// Bytes in Annex B form.
    private(set) var size = 0
    private(set) var hasSequenceSet = false

    /// - Returns: `nil` if a length leads outside of `sample`, or there is no NAL unit in it.
    init?(_ sample: UnsafeRawBufferPointer, lengthSize: Int) {
        self.sample = sample
        self.lengthSize = lengthSize
        var index = 0
        while index < sample.count {
            guard let unit = self.unit(at: index) else { return nil }
            index = unit.upperBound
            guard keeps(unit) else { continue }
            size += H264.startCode.count + unit.count
            if sample[unit.lowerBound] & 0x1F == H264.NAL.sequenceSet.rawValue {
                hasSequenceSet = true
            }
        }
        guard size > 0 else { return nil }
    }

    /// - Parameter target: At least ``size`` bytes.
    func copy(into target: UnsafeMutableRawBufferPointer) {
        var index = 0
        var written = 0
        while let unit = unit(at: index) {
            index = unit.upperBound
            guard keeps(unit) else { continue }
            target[written + 0] = 0
            target[written + 1] = 0
            target[written + 2] = 0
            target[written + 3] = 1
            let body = UnsafeMutableRawBufferPointer(rebasing: target[(written + 4)...])
            body.copyMemory(from: UnsafeRawBufferPointer(rebasing: sample[unit]))
            written += H264.startCode.count + unit.count
        }
    }

    /// The NAL unit whose length begins at `index`.
    private func unit(at index: Int) -> Range<Int>? {
        let start = index + lengthSize
        guard start <= sample.count else { return nil }
        let length = sample[index..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length <= sample.count - start else { return nil }
        return start..<start + length
    }

    private func keeps(_ unit: Range<Int>) -> Bool {
        guard let first = unit.first else { return false }
        let type = sample[first] & 0x1F
        return type != H264.NAL.delimiter.rawValue && type != H264.NAL.filler.rawValue
    }
}
