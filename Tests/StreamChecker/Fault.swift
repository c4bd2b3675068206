/// One thing that is wrong with a stream.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        case lostSync = "sync byte is missing"
        case badPacket = "packet is malformed"
        case transportError = "transport error is indicated"
        case scrambled = "packet is scrambled"
        case continuity = "continuity counter jumps"
        case discontinuity = "discontinuity is indicated"
        case tableChecksum = "table's checksum is wrong"
        case tableMissing = "table is missing"
        case tableGap = "table comes too late"
        case tableChanged = "programme changes"
        case streamMissing = "stream of the programme is missing"
        case clockMissing = "clock is missing"
        case clockBackwards = "clock does not rise"
        case clockGap = "clock comes too late"
        case unitHeader = "unit's header is malformed"
        case unitLength = "unit's length is wrong"
        case decodingOrder = "decoding time does not rise"
        case presentationBeforeDecoding = "presentation is before decoding"
        case early = "unit comes too early"
        case late = "unit comes too late"
        case accessUnit = "picture does not begin with a delimiter"
        case parameterSets = "key frame lacks parameter sets"
        case randomAccessMissing = "key frame is not marked"
        case randomAccessFalse = "mark without a key frame"
        case pictureHole = "picture is missing"
        case soundHole = "sound is missing"
        case soundOverlap = "sound overlaps"
        case soundCut = "sound frame is cut"
        case soundDrift = "sound drifts"
    }

    public let kind: Kind
    /// The transport packet at which it shows, counted from 0.
    public let packet: Int
    /// The figures.
    public let detail: String

    public var description: String { "packet \(packet): \(kind.rawValue): \(detail)" }
}

/// Ticks of a clock as milliseconds with three digits behind the point, for fault texts.
func milliseconds(_ ticks: Int64, per millisecond: Int64 = 90) -> String {
    let micro = ticks.magnitude * 1_000 / UInt64(millisecond)
    let rest = "\(micro % 1_000)"
    let zeros = String(repeating: "0", count: 3 - rest.count)
    return "\(ticks < 0 ? "-" : "")\(micro / 1_000).\(zeros)\(rest) ms"
}
