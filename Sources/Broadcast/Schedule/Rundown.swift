/// A stretch of timeline while it is laid out: items end to end, and all that decides how it
/// goes on.
struct Rundown {
    let zone: ZoneRules
    var shelves: Shelves
    var anchor: PlayoutAnchor
    /// When another schedule takes over: nothing waits for anything later.
    var limit: AirTime?
    /// Index in `items` of the content item of this step.
    private(set) var lastContent: Int?
    private(set) var items: [PlayoutItem] = []
    private(set) var warnings: [PlayoutWarning]
    private var checkpoints: [PlayoutAnchor] = []
    private var warned: Set<String> = []
    private let longestCooldown: Duration

    init(_ stock: Stock, anchor: PlayoutAnchor, zone: ZoneRules) {
        self.zone = zone
        self.anchor = anchor
        shelves = stock.shelves
        warnings = stock.warnings
        longestCooldown = stock.longestCooldown
    }

    /// Where the next item begins.
    var now: AirTime { anchor.nextStart }

    /// The earlier of `instant` and the ``limit``.
    func limited(_ instant: AirTime) -> AirTime { limit.map { min($0, instant) } ?? instant }

    mutating func beginStep() {
        lastContent = nil
    }

    /// Puts parts on air from now on, as one group of the guide.
    ///
    /// - Parameter isShown: Whether the guide shows them; otherwise they lengthen what is before.
    mutating func place(_ parts: [Part], title: String? = nil, isShown: Bool = true) {
        let isShown = isShown && parts.allSatisfy { $0.kind != .content || $0.media.isShown }
        for part in parts {
            guard part.length.inMicroseconds > 0 else { continue }
            if part.kind == .content { lastContent = items.count }
            place(
                PlayoutItem(
                    media: part.media.id, start: now, finish: now + part.length,
                    inPoint: part.inPoint, kind: part.kind,
                    title: part.kind == .content ? title : nil,
                    guideGroup: isShown ? anchor.guideGroup : 0))
        }
    }

    /// Puts an item on air that begins now.
    mutating func place(_ item: PlayoutItem) {
        items.append(item)
        anchor.nextStart = item.finish
    }

    /// Nothing is on air up to `instant`, as a warning about a schedule item says.
    mutating func placeDeadAir(until instant: AirTime, item: Int) {
        guard instant > now else { return }
        let length = instant - now
        warnings.append(
            PlayoutWarning(
                code: .gap, at: now, length: length, item: item,
                text: "Nothing plays for \(length.inMicroseconds / 1_000_000) seconds."))
        place(PlayoutItem(media: nil, start: now, finish: instant, kind: .deadAir))
    }

    /// The guide shows the last content item of this step until `instant`.
    mutating func showLastContent(until instant: AirTime) {
        guard let lastContent else { return }
        items[lastContent] = items[lastContent].shown(until: instant)
    }

    mutating func warnOnce(_ code: PlayoutWarning.Code, item: Int, _ text: String) {
        guard warned.insert(text).inserted else { return }
        warnings.append(PlayoutWarning(code: code, at: now, length: nil, item: item, text: text))
    }

    mutating func note(checkpoint: PlayoutAnchor) {
        checkpoints.append(checkpoint)
    }

    /// The anchor with the present place in each collection.
    var saved: PlayoutAnchor {
        var anchor = anchor
        anchor.places = shelves.places(keeping: anchor.places)
        anchor.dice = shelves.dice
        anchor.fillerUses = shelves.uses.counting(at: now, longest: longestCooldown)
        return anchor
    }

    /// What was built so far.
    func build(anchor: PlayoutAnchor, nextStart: AirTime) -> PlayoutBuild {
        PlayoutBuild(
            items: items, anchor: anchor, checkpoints: checkpoints, warnings: warnings,
            nextStart: nextStart)
    }

}
