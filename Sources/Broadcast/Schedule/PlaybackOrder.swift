/// In which order a schedule item takes media from its collection.
public enum PlaybackOrder: String, Sendable, Codable, CaseIterable {
    /// By release date, then season, episode, title and id; starts over at the end.
    case chronological
    /// Every item once in random order, then again in another.
    case shuffle
}
