/// In which order a schedule item takes media from its collection.
public enum PlaybackOrder: String, Sendable, Codable, CaseIterable {
    /// By release date, then season, episode, title and id; starts over at the end.
    case chronological
    /// By season and episode, without specials (season 0).
    case seasonEpisode = "season_episode"
    /// Every item once in random order, then again in another.
    case shuffle
    /// Every show in its own order, the shows mixed evenly.
    case shuffleInOrder = "shuffle_in_order"
    /// As a shuffle, but the parts of a story stay together in order.
    case multiEpisodeShuffle = "multi_episode_shuffle"
    /// Any item at any time.
    case random
    /// Round and round in one random order that stays.
    case randomRotation = "random_rotation"
    /// As the collection has them.
    case custom
}
