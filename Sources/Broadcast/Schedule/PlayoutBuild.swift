/// A stretch of timeline as it was built, and how to go on.
public struct PlayoutBuild: Hashable, Sendable {
    /// In order, without a gap between them.
    public let items: [PlayoutItem]
    /// Where the next build goes on.
    public let anchor: PlayoutAnchor
    /// Anchors within the stretch, about every hour, from which the rest can be built anew.
    public let checkpoints: [PlayoutAnchor]
    public let warnings: [PlayoutWarning]
    /// When the next item starts: later than `anchor` says if it waits for a fixed start.
    public let nextStart: AirTime
}

/// Something the schedule's owner should know about a build that went on all the same.
public struct PlayoutWarning: Hashable, Sendable, Codable {
    public enum Code: String, Hashable, Sendable, Codable {
        /// A collection has nothing to play; its schedule item is passed over.
        case emptyCollection = "empty_collection"
        /// Nothing plays for a while.
        case gap
        /// No item of a collection fits into its turn's duration; the turn is passed over.
        case tooLong = "too_long"
        /// Only one filler can meet the clock.
        case tooManyPads = "too_many_pads"
    }

    public let code: Code
    public let at: AirTime
    /// How long a gap is.
    public let length: Duration?
    /// The schedule item it is about, counted from 0.
    public let item: Int?
    public let text: String

    static func emptyCollection(_ name: String, at time: AirTime, item: Int) -> PlayoutWarning {
        PlayoutWarning(
            code: .emptyCollection, at: time, length: nil, item: item,
            text: "“\(name)” has nothing to play, so item \(item + 1) goes without it.")
    }
}
