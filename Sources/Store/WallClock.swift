public import Broadcast
import Glibc

extension Store {
    /// The time of the machine's clock, to the second.
    public static let wallClock: @Sendable () -> AirTime = { AirTime(seconds: Int64(time(nil))) }
}
