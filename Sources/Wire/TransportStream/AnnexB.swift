/// Finds NAL units between start codes.
enum AnnexB {
    /// Where each NAL unit lies, without start codes and the zeros before them.
    static func units(_ bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBytes { bytes in
            var starts: [Int] = []
            var from = 0
            while let start = nextUnit(bytes, from: from) {
                starts.append(start)
                from = start
            }
            return starts.indices.map { index in
                var end = index + 1 < starts.count ? starts[index + 1] - 3 : bytes.count
                while end > starts[index], bytes[end - 1] == 0 { end -= 1 }
                return starts[index]..<end
            }
        }
    }

    /// Whether a picture brings a sequence parameter set before its first slice.
    static func containsSequenceSet(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var from = 0
        while let start = nextUnit(bytes, from: from), start < bytes.count {
            let type = bytes[start] & 0x1F
            if type == H264.NAL.sequenceSet.rawValue { return true }
            if (1...5).contains(type) { return false }
            from = start
        }
        return false
    }

    /// The index after the next start code at or after `from`.
    private static func nextUnit(_ bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        var index = from
        while index + 3 <= bytes.count {
            if bytes[index + 2] > 1 {
                index += 3
            } else if bytes[index] == 0, bytes[index + 1] == 0, bytes[index + 2] == 1 {
                return index + 3
            } else {
                index += 1
            }
        }
        return nil
    }
}
