import CLibav

/// Conversions between libav's timestamps and durations.
enum Timestamp {
    /// `nil` for libav's mark of an unknown time.
    static func known(_ value: Int64) -> Int64? {
        value == clibav_no_timestamp() ? nil : value
    }

    /// `value` in units of `base`, as microseconds, rounded to the nearest.
    static func microseconds(_ value: Int64, in base: AVRational) -> Int64 {
        av_rescale_q(value, base, clibav_microseconds())
    }

    /// `microseconds` in units of `base`, rounded to the nearest.
    static func value(_ microseconds: Int64, in base: AVRational) -> Int64 {
        av_rescale_q(microseconds, clibav_microseconds(), base)
    }
}
