public import Broadcast

/// The timeline that `exstreamtv plan` prints, as one JSON object.
public struct PlanOutput: Encodable {
    private let build: PlayoutBuild
    private let titles: [Media.ID: String]
    private let zone: ZoneRules

    /// - Parameter titles: Of media, for items that have no title of their own.
    public init(_ build: PlayoutBuild, titles: [Media.ID: String], zone: ZoneRules) {
        self.build = build
        self.titles = titles
        self.zone = zone
    }

    private enum Key: String, CodingKey {
        case items, anchor, warnings
        case nextStart = "next_start"
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(
            build.items.map { Item(item: $0, title: title(of: $0), zone: zone) }, forKey: .items)
        try fields.encode(build.anchor, forKey: .anchor)
        try fields.encode(PlanClock.text(build.nextStart, in: zone), forKey: .nextStart)
        try fields.encode(
            build.warnings.map { Warning(warning: $0, zone: zone) }, forKey: .warnings)
    }

    private func title(of item: PlayoutItem) -> String? {
        item.title ?? item.media.flatMap { titles[$0] }
    }

    private struct Item: Encodable {
        let item: PlayoutItem
        let title: String?
        let zone: ZoneRules

        private enum Key: String, CodingKey {
            case media, start, finish, kind, group, title
            case inPoint = "in"
            case outPoint = "out"
            case guideFinish = "guide_finish"
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(item.media, forKey: .media)
            try fields.encode(PlanClock.text(item.start, in: zone), forKey: .start)
            try fields.encode(PlanClock.text(item.finish, in: zone), forKey: .finish)
            try fields.encode(PlanClock.seconds(item.inPoint), forKey: .inPoint)
            try fields.encode(PlanClock.seconds(item.inPoint + item.length), forKey: .outPoint)
            try fields.encode(item.kind, forKey: .kind)
            try fields.encode(item.guideGroup, forKey: .group)
            try fields.encode(title, forKey: .title)
            let guideFinish = item.guideFinish.map { PlanClock.text($0, in: zone) }
            try fields.encode(guideFinish, forKey: .guideFinish)
        }
    }

    private struct Warning: Encodable {
        let warning: PlayoutWarning
        let zone: ZoneRules

        private enum Key: String, CodingKey { case code, at, seconds, item, text }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(warning.code, forKey: .code)
            try fields.encode(PlanClock.text(warning.at, in: zone), forKey: .at)
            try fields.encode(warning.length.map(PlanClock.seconds), forKey: .seconds)
            try fields.encode(warning.item, forKey: .item)
            try fields.encode(warning.text, forKey: .text)
        }
    }
}

/// Times as plan documents have them.
enum PlanClock {
    /// ISO 8601 with the offset of the zone, and milliseconds where there are any.
    static func text(_ time: AirTime, in zone: ZoneRules) -> String {
        let wall = zone.wallTime(at: time)
        let (year, month, day) = wall.day.fields
        let second = wall.second
        var text = "\(two(year / 100))\(two(year % 100))-\(two(month))-\(two(day))"
        text += "T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        let milliseconds = Int(time.microseconds - time.seconds * 1_000_000) / 1_000
        if milliseconds > 0 { text += ".\(milliseconds / 100)\(two(milliseconds % 100))" }
        let offset = zone.offset(at: time)
        let minutes = abs(offset) / 60
        return text + "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// Seconds, exact to the millisecond.
    static func seconds(_ span: Duration) -> Double {
        Double(span.inMicroseconds / 1_000) / 1_000
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
