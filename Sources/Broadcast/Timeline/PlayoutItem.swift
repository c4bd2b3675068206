/// A stretch of a channel's timeline: one item on air during `[start, finish)`.
public struct PlayoutItem: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case content
        case preRoll = "pre_roll"
        case midRoll = "mid_roll"
        case postRoll = "post_roll"
        case tail
        case fallback
        /// Nothing to play: the channel's card is on air.
        case deadAir = "dead_air"
    }

    /// The file that plays; `nil` is the channel's card (test card, or dead air).
    public let media: Media.ID?
    public let start: AirTime
    public let finish: AirTime
    /// Where in the file it begins.
    public let inPoint: Duration
    public let kind: Kind
    /// Overrides the media's own title in the guide.
    public let title: String?
    /// Items of one group are one programme in the guide; content of group 0 is not shown and
    /// lengthens the programme before it.
    public let guideGroup: Int
    /// Where its programme ends in the guide, if not with the group's last item.
    public let guideFinish: AirTime?

    public init(
        media: Media.ID?, start: AirTime, finish: AirTime, inPoint: Duration = .zero,
        kind: Kind = .content, title: String? = nil, guideGroup: Int = 0,
        guideFinish: AirTime? = nil
    ) {
        precondition(start < finish, "an item on air has a length")
        self.media = media
        self.start = start
        self.finish = finish
        self.inPoint = inPoint
        self.kind = kind
        self.title = title
        self.guideGroup = guideGroup
        self.guideFinish = guideFinish
    }

    public var length: Duration { finish - start }

    /// The same item, taken off the air at `instant`, which lies within it.
    public func ending(at instant: AirTime) -> PlayoutItem {
        PlayoutItem(
            media: media, start: start, finish: instant, inPoint: inPoint, kind: kind,
            title: title, guideGroup: guideGroup)
    }

    /// The same item, that much later; a length below zero is earlier.
    func moved(by span: Duration) -> PlayoutItem {
        PlayoutItem(
            media: media, start: start + span, finish: finish + span, inPoint: inPoint, kind: kind,
            title: title, guideGroup: guideGroup, guideFinish: guideFinish.map { $0 + span })
    }

    /// The rest of the item from `instant` on, which lies within it.
    func beginning(at instant: AirTime) -> PlayoutItem {
        PlayoutItem(
            media: media, start: instant, finish: finish,
            inPoint: media == nil ? .zero : inPoint + (instant - start), kind: kind, title: title,
            guideGroup: guideGroup, guideFinish: guideFinish)
    }

    /// The same item in another group of the guide.
    func inGroup(_ group: Int) -> PlayoutItem {
        PlayoutItem(
            media: media, start: start, finish: finish, inPoint: inPoint, kind: kind,
            title: title, guideGroup: group, guideFinish: guideFinish)
    }

    /// The same item, whose programme the guide shows until `instant`.
    func shown(until instant: AirTime) -> PlayoutItem {
        PlayoutItem(
            media: media, start: start, finish: finish, inPoint: inPoint, kind: kind,
            title: title, guideGroup: guideGroup, guideFinish: instant)
    }
}
