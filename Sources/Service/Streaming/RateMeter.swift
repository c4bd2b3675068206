import Broadcast

/// How many bits a second pass, over the last whole spans of four seconds.
struct RateMeter {
    private static let span = Duration.seconds(4)

    private var began: Duration?
    private var bytes = 0
    private var latest = 0

    mutating func add(_ count: Int, at instant: Duration) {
        if let began, instant - began >= Self.span {
            latest = Self.bits(bytes, in: instant - began)
            bytes = 0
            self.began = instant
        }
        if began == nil { began = instant }
        bytes += count
    }

    /// Zero when nothing came for two spans.
    func bitsPerSecond(at instant: Duration) -> Int {
        guard let began else { return 0 }
        let passed = instant - began
        if passed >= Self.span * 2 { return Self.bits(bytes, in: passed) }
        return latest > 0 ? latest : Self.bits(bytes, in: max(passed, .seconds(1)))
    }

    private static func bits(_ bytes: Int, in span: Duration) -> Int {
        let milliseconds = max(span.inMicroseconds / 1_000, 1)
        return Int(Int64(bytes) * 8_000 / milliseconds)
    }
}
