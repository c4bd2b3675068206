public import Broadcast

/// The playlist of a live stream in segments: HLS, RFC 8216.
///
/// It never begins with a discontinuity, and its numbers never go back as long as segments last a
/// second or more: the first of a channel that goes on air is the second it goes on air at.
public struct MediaPlaylist: Sendable {
    public struct Segment: Equatable, Sendable {
        public let number: Int
        /// When its first picture is on air.
        public let begin: AirTime
        public let duration: Duration

        public init(number: Int, begin: AirTime, duration: Duration) {
            self.number = number
            self.begin = begin
            self.duration = duration
        }
    }

    /// What segments last at most, in seconds, as far as the stream's key pictures allow. It must
    /// never change while a stream goes on: browsers give up when it does.
    private static let target = 4

    private let segments: [Segment]
    /// What comes before a segment's number in its address.
    private let path: String

    /// - Parameters:
    ///   - segments: One after the other; at least one.
    ///   - path: Relative to the playlist.
    public init(_ segments: [Segment], under path: String) {
        self.segments = segments
        self.path = path
    }

    public var document: [UInt8] {
        var text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        text += "#EXT-X-TARGETDURATION:\(Self.target)\n"
        text += "#EXT-X-MEDIA-SEQUENCE:\(segments.first?.number ?? 0)\n"
        for segment in segments {
            text += "#EXT-X-PROGRAM-DATE-TIME:\(Self.date(segment.begin))\n"
            text += "#EXTINF:\(Self.decimal(segment.duration.inMilliseconds)),\n"
            text += "\(path)\(segment.number).ts\n"
        }
        return Array(text.utf8)
    }

    private static func decimal(_ milliseconds: Int64) -> String {
        "\(milliseconds / 1_000).\(padded(milliseconds % 1_000, 3))"
    }

    /// `2026-11-28T20:30:00.040Z`.
    private static func date(_ time: AirTime) -> String {
        let milliseconds = time.microseconds / 1_000
        let day = Int(milliseconds / 86_400_000)
        let rest = milliseconds % 86_400_000
        let (year, month, date) = Day(number: day).fields
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(year)-\(padded(Int64(month), 2))-\(padded(Int64(date), 2))T\(clock)"
            + ".\(padded(rest % 1_000, 3))Z"
    }

    private static func padded(_ number: Int64, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension Duration {
    fileprivate var inMilliseconds: Int64 { inMicroseconds / 1_000 }
}
