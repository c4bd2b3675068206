import Broadcast
import Glibc
import Wire

/// The instant on air, carried on by CLOCK_MONOTONIC: a wall clock that jumps later neither stops
/// nor rushes what runs.
struct AirClock: Sendable {
    /// CLOCK_MONOTONIC in microseconds.
    let read: @Sendable () -> Int64
    /// The instant that the clock was tied to, and what `read` gave then.
    let anchor: StreamJob.Clock

    /// Ties `air` to the present reading.
    init(air: AirTime, read: @escaping @Sendable () -> Int64) {
        self.read = read
        anchor = StreamJob.Clock(air: air, monotonic: read())
    }

    /// Ties the machine's wall clock to its monotonic one.
    static func system() -> AirClock {
        AirClock(air: AirTime(microseconds: microseconds(CLOCK_REALTIME))) {
            microseconds(CLOCK_MONOTONIC)
        }
    }

    var now: AirTime {
        AirTime(microseconds: anchor.air.microseconds + read() - anchor.monotonic)
    }

    /// The monotonic time, for rules that reckon with spans only.
    var instant: Duration { .microseconds(read()) }

    private static func microseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
