import Broadcast
import Glibc

/// Local time of day for the page.
struct WallClock: Sendable {
    /// Seconds to add to UTC at an instant.
    let offset: @Sendable (AirTime) -> Int

    /// This machine's own zone, as glibc knows it.
    static let local = WallClock { instant in
        var seconds = time_t(instant.seconds)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }

    /// Such as `20:15`.
    func time(_ instant: AirTime) -> String {
        let seconds = Int(instant.seconds) + offset(instant)
        let minutes = ((seconds % 86_400 + 86_400) % 86_400) / 60
        return "\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
    }
}
