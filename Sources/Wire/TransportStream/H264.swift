/// H.264 as it travels: NAL units between start codes (ITU-T H.264, Annex B), or each behind its
/// length as in MP4 and Matroska files (ISO/IEC 14496-15).
public enum H264 {
    enum NAL: UInt8 {
        case sequenceSet = 7
        case pictureSet = 8
        case delimiter = 9
        case filler = 12
    }

    static let startCode: [UInt8] = [0, 0, 0, 1]

    /// An access unit delimiter for any kind of picture, with its start code.
    static let delimiter: [UInt8] = startCode + [NAL.delimiter.rawValue, 0xF0]

    static func startsWithDelimiter(_ unit: [UInt8]) -> Bool {
        let zeros = unit.prefix(3).prefix { $0 == 0 }.count
        guard zeros >= 2, unit.count > zeros + 1, unit[zeros] == 1 else { return false }
        return unit[zeros + 1] & 0x1F == NAL.delimiter.rawValue
    }
}

/// How the pictures of a file are coded: the `avcC` box, or parameter sets in Annex B form.
public struct H264Configuration: Equatable, Sendable {
    /// Bytes of the length before each NAL unit; `nil` for Annex B.
    public let lengthSize: Int?
    /// Every parameter set with its start code.
    public let parameterSets: [UInt8]
    /// The first sequence parameter set, without start code.
    public let sequenceSet: [UInt8]

    /// - Parameter extradata: What libavformat calls so; empty for a stream that carries its sets.
    /// - Returns: `nil` if it is damaged.
    public init?(extradata: [UInt8]) {
        guard extradata.first == 1, extradata.count >= 7 else {
            guard extradata.isEmpty || extradata.starts(with: [0, 0]) else { return nil }
            lengthSize = nil
            parameterSets = extradata
            sequenceSet =
                AnnexB.units(extradata).map { Array(extradata[$0]) }
                .first { $0.first.map { $0 & 0x1F } == H264.NAL.sequenceSet.rawValue } ?? []
            return
        }
        lengthSize = Int(extradata[4] & 3) + 1
        var reader = extradata[5...]
        var sets: [[UInt8]] = []
        for mask: UInt8 in [0x1F, 0xFF] {
            guard let count = reader.popFirst() else { return nil }
            for _ in 0..<(count & mask) {
                guard let high = reader.popFirst(), let low = reader.popFirst() else { return nil }
                let length = Int(high) << 8 | Int(low)
                guard length > 0, reader.count >= length else { return nil }
                sets.append(Array(reader.prefix(length)))
                reader = reader.dropFirst(length)
            }
        }
        parameterSets = sets.flatMap { H264.startCode + $0 }
        sequenceSet = sets.first { $0[0] & 0x1F == H264.NAL.sequenceSet.rawValue } ?? []
    }

    /// Whether a key frame, in Annex B form, is coded as the parameter sets say that it came with.
    public func describes(_ unit: [UInt8]) -> Bool {
        // They come before the first slice, right at the beginning.
        let begin = Array(unit.prefix(4096))
        let own = AnnexB.units(begin).lazy.map { SequenceSet(nal: Array(begin[$0])) }
        return own.compactMap { $0 }.allSatisfy { $0 == SequenceSet(nal: sequenceSet) }
    }

    /// One coded picture in Annex B form; a key frame begins with the parameter sets.
    ///
    /// - Returns: `nil` if a length leads outside of `sample`, or nothing is in it.
    public func unit(from sample: UnsafeRawBufferPointer, isKey: Bool) -> [UInt8]? {
        guard let lengthSize else {
            let hasSets = !isKey || AnnexB.containsSequenceSet(sample)
            return sample.isEmpty ? nil : (hasSets ? [] : parameterSets) + sample
        }
        guard let measure = LengthPrefixed(sample, lengthSize: lengthSize) else { return nil }
        let lead = isKey && !measure.hasSequenceSet ? parameterSets : []
        return [UInt8](unsafeUninitializedCapacity: lead.count + measure.size) { bytes, count in
            let end = UnsafeMutableRawBufferPointer(bytes)
            end.copyBytes(from: lead)
            measure.copy(into: UnsafeMutableRawBufferPointer(rebasing: end[lead.count...]))
            count = lead.count + measure.size
        }
    }
}
