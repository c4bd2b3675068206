/// The channel's card, cut into items that end on the full hour (UTC), as a guide can show them.
struct CardBuilder: PlayoutBuilder {
    private static let length: Int64 = 3_600_000_000

    let title: String
    var rundown: Rundown

    var turn: Int { 0 }
    var idleSteps: Int { 1 }
    var nextStart: AirTime { now }
    var saved: PlayoutAnchor { rundown.saved }

    mutating func begin() {}

    mutating func step() {
        let card = Self.card(after: rundown.anchor, kind: .content, title: title)
        rundown.place(card.ending(at: rundown.limited(card.finish)))
        rundown.anchor.bumpGuideGroup()
    }

    /// The next card.
    static func card(
        after anchor: PlayoutAnchor, kind: PlayoutItem.Kind, title: String? = nil
    ) -> PlayoutItem {
        PlayoutItem(
            media: nil, start: anchor.nextStart, finish: anchor.nextStart.next(length), kind: kind,
            title: title, guideGroup: anchor.guideGroup)
    }
}
