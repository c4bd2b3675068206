/// Carries a file's time on where its stamps jump, as in recordings that were joined or broken off.
///
/// Streams of one file jump at different packets but by the same amount, so that they stay together.
struct TimeMend {
    /// Steps that are none of the file's own, in ticks of 90 kHz: ten seconds on, one back.
    private static let steps: ClosedRange<Int64> = -90_000...900_000
    /// Between the last stamp before a jump and the first one after it: a picture's usual length.
    private static let usual: Int64 = 3600

    private var latest: [Int: Int64] = [:]
    private var shifts: [Int: Int64] = [:]

    /// What has to be added to a stamp of a stream, in decoding order, so that time goes on.
    mutating func shift(of stamp: Int64, stream: Int) -> Int64 {
        let own = shifts[stream] ?? 0
        guard let before = latest[stream] else {
            latest[stream] = stamp + own
            return own
        }
        let known = [own] + shifts.values
        let shift =
            known.first { Self.steps.contains(stamp + $0 - before) }
            ?? before + Self.usual - stamp
        shifts[stream] = shift
        latest[stream] = stamp + shift
        return shift
    }
}
