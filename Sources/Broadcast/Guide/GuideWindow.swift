/// The stretch of time a guide is sent for: from the last full hour on, 30 hours.
///
/// It moves once an hour, so a guide stays the same, byte for byte, while nothing changes.
public struct GuideWindow: Hashable, Sendable {
    public let from: AirTime
    public let to: AirTime

    public init(at now: AirTime) {
        to = now.next(3_600_000_000) + .hours(29)
        from = to - .hours(30)
    }
}
