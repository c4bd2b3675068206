/// A stretch of timeline as it was built, and how to go on.
public struct PlayoutBuild: Hashable, Sendable {
    /// In order, without a gap between them.
    public let items: [PlayoutItem]
    /// Where the next build goes on.
    public let anchor: PlayoutAnchor
    /// Anchors within the stretch, about every hour, from which the rest can be built anew.
    public let checkpoints: [PlayoutAnchor]
    public let warnings: [PlayoutWarning]
}

/// Something the schedule's owner should know about a build that went on all the same.
public struct PlayoutWarning: Hashable, Sendable, Codable {
    public enum Code: String, Hashable, Sendable, Codable {
        /// A collection has nothing to play; its schedule item is passed over.
        case emptyCollection = "empty_collection"
    }

    public let code: Code
    public let at: AirTime
    /// The schedule item it is about, counted from 0.
    public let item: Int?
    public let text: String
}
