/// What stands before a picture's first slice in an H.264 access unit (Annex B byte stream).
struct Picture {
    var isInstantRefresh = false
    var hasSlice = false
    var beginsWithDelimiter = false
    var hasSequenceParameters = false
    var hasPictureParameters = false
    var hasRecoveryPoint = false

    init(_ bytes: [UInt8]) {
        var at = 0
        var isFirst = true
        while let start = Self.nextUnit(in: bytes, from: at) {
            let kind = bytes[start] & 0x1F
            if isFirst { beginsWithDelimiter = kind == 9 }
            isFirst = false
            note(kind, payload: bytes[(start + 1)...])
            if hasSlice { return }
            at = start
        }
    }

    private mutating func note(_ kind: UInt8, payload: ArraySlice<UInt8>) {
        switch kind {
        case 1...4: hasSlice = true
        case 5:
            hasSlice = true
            isInstantRefresh = true
        case 6: hasRecoveryPoint = hasRecoveryPoint || payload.first == 6
        case 7: hasSequenceParameters = true
        case 8: hasPictureParameters = true
        default: break
        }
    }

    /// The index behind the next start code that has a byte behind it.
    private static func nextUnit(in bytes: [UInt8], from: Int) -> Int? {
        var at = from
        while at + 3 < bytes.count {
            if bytes[at + 2] > 1 {
                at += 3
            } else if bytes[at] == 0, bytes[at + 1] == 0, bytes[at + 2] == 1 {
                return at + 3
            } else {
                at += 1
            }
        }
        return nil
    }
}
