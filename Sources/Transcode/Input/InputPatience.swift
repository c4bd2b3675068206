import CLibav
import Glibc

/// How long an input's reads may take: past its deadline libav's calls give up with an error.
///
/// libav asks between reads of the disk; one read that hangs in the kernel it cannot end.
final class InputPatience {
    private var deadline = Int64.max

    /// Starts the time anew.
    func allow(_ limit: Duration) {
        let (seconds, attoseconds) = limit.components
        deadline = Self.now() + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    var isOver: Bool { Self.now() > deadline }

    /// What libav calls; it does not keep the object alive, its owner does.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<InputPatience>.fromOpaque(opaque).takeUnretainedValue().isOver
                    ? 1 : 0
            },
            opaque: Unmanaged.passUnretained(self).toOpaque())
    }

    /// CLOCK_MONOTONIC in nanoseconds.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
