public import Broadcast

/// The stream's 90 kHz clock, which is the timeline itself.
///
/// Ticks are unwrapped: they count from 1970 and never go back; only what is written into a packet
/// is reduced modulo 2³³.
public enum StreamTime {
    /// Ticks a second.
    public static let rate: Int64 = 90_000
    /// Where a time stamp in a packet starts again at zero.
    public static let wrap: Int64 = 1 << 33

    /// The tick at or before `time`.
    public static func ticks(_ time: AirTime) -> Int64 {
        let scaled = time.microseconds * 9
        return scaled >= 0 ? scaled / 100 : (scaled - 99) / 100
    }

    /// The first instant of `ticks`, so that ``ticks(_:)`` gives them back.
    public static func airTime(_ ticks: Int64) -> AirTime {
        let scaled = ticks * 100
        return AirTime(microseconds: scaled >= 0 ? (scaled + 8) / 9 : scaled / 9)
    }

    /// The time stamp of a packet as unwrapped ticks: of all that share it, the one nearest to
    /// `time`.
    public static func unwrap(_ stamp: Int64, near time: AirTime) -> Int64 {
        let distance = (stamp - ticks(time)) & (wrap - 1)
        return ticks(time) + (distance < wrap / 2 ? distance : distance - wrap)
    }
}
