import Glibc

/// An instant of the monotonic clock by which something must have happened.
struct Deadline {
    private let nanoseconds: Int64

    init(_ span: Duration) {
        let parts = span.components
        nanoseconds = Self.now + parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }

    /// What is left, in whole milliseconds for `poll`; 0 when it is over.
    var milliseconds: CInt {
        CInt(clamping: max(0, nanoseconds - Self.now) / 1_000_000)
    }

    var isOver: Bool { Self.now >= nanoseconds }

    /// CLOCK_MONOTONIC in nanoseconds.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

/// What kept a test from going on, with what was seen until then.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
