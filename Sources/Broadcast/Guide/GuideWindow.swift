/// The stretch of time a guide is sent for: from the last full hour on, so many days and 6 hours.
///
/// It moves once an hour, so a guide stays the same, byte for byte, while nothing changes.
public struct GuideWindow: Hashable, Sendable {
    public let from: AirTime
    public let to: AirTime

    public init(at now: AirTime, days: Int = 1) {
        let hour = now.next(3_600_000_000)
        from = hour - .hours(1)
        to = hour + .hours(24 * days + 5)
    }
}
