/// An instant on air: whole microseconds since 1970-01-01T00:00:00 UTC, without leap seconds.
///
/// Timelines, guides and streams all count in it; local time exists only where people write or
/// read it.
public struct AirTime: Hashable, Comparable, Sendable {
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(seconds: Int64) {
        microseconds = seconds * 1_000_000
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 {
        microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }

    public static func < (one: AirTime, other: AirTime) -> Bool {
        one.microseconds < other.microseconds
    }

    public static func + (time: AirTime, span: Duration) -> AirTime {
        AirTime(microseconds: time.microseconds + span.inMicroseconds)
    }

    public static func - (time: AirTime, span: Duration) -> AirTime {
        AirTime(microseconds: time.microseconds - span.inMicroseconds)
    }

    public static func - (later: AirTime, earlier: AirTime) -> Duration {
        .microseconds(later.microseconds - earlier.microseconds)
    }
}

extension AirTime: Codable {
    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}

extension Duration {
    /// The span in whole microseconds, rounded towards zero.
    public var inMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
