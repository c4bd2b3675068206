import Testing

@testable import Broadcast

/// A case of the scheduling specification: collections, a schedule, and the timeline as text.
struct ScheduleCase {
    /// 2020-10-18, a local midnight.
    static let start = AirTime(seconds: 1_602_979_200)

    var collections: [MediaCollection] = []
    var schedule = ClassicSchedule(items: [])
    var zone = ZoneRules.utc
    var seed: UInt64 = 1
    var from = ScheduleCase.start

    /// Adds media of the given lengths in minutes, ids ascending, as collection `id`.
    mutating func shelf(
        _ id: Int64, _ media: KeyValuePairs<Int64, Int>, chapters: [Int] = [],
        missing: Set<Int64> = []
    ) {
        let items = media.map { media, minutes in
            Playable(
                id: Media.ID(media), duration: .seconds(minutes * 60), released: Int(media),
                chapters: chapters.map { .seconds($0 * 60) }, isMissing: missing.contains(media))
        }
        collections.append(MediaCollection(id: .init(id), name: "Shelf \(id)", items: items))
    }

    mutating func add(
        _ mode: ScheduleItem.Mode, _ shelf: Int64, at start: String? = nil, title: String? = nil,
        change: (inout ScheduleItem) -> Void = { _ in }
    ) {
        var item = ScheduleItem(mode: mode, collection: .init(shelf), title: title)
        item.start = start.map(Self.seconds)
        change(&item)
        schedule.items.append(item)
    }

    func build(
        _ hours: Int, anchor: PlayoutAnchor? = nil
    ) throws(SchedulingError) -> PlayoutBuild {
        try Playout.build(
            .classic(schedule), collections: collections, zone: zone, anchor: anchor, seed: seed,
            from: from, to: Self.start + .seconds(hours * 3_600))
    }

    /// Content as `1@0:00`, fillers as `F3@2:45`; dead air is left out.
    func text(_ hours: Int) throws -> String {
        Self.text(try build(hours).items)
    }

    static func text(_ items: [PlayoutItem]) -> String {
        items.compactMap { item in
            item.media.map { "\(item.kind == .content ? "" : "F")\($0)@\(clock(item.start))" }
        }.joined(separator: " ")
    }

    /// `h:mm` after the start.
    static func clock(_ time: AirTime) -> String {
        let minutes = Int((time - start).inMicroseconds / 60_000_000)
        return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    static func seconds(_ clock: String) -> Int {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        return parts[0] * 3_600 + parts[1] * 60
    }
}

extension Filler {
    static func fill(_ shelf: Int64) -> [Filler] {
        [Filler(collection: .init(shelf), amount: .duration(.zero))]
    }

    static func count(_ shelf: Int64, _ count: Int) -> [Filler] {
        [Filler(collection: .init(shelf), amount: .count(count))]
    }

    static func pad(_ shelf: Int64, _ minutes: Int, _ expression: String? = nil) -> [Filler] {
        [
            Filler(
                collection: .init(shelf), amount: .pad(minutes: minutes),
                expression: expression.map(Expression.init))
        ]
    }
}
