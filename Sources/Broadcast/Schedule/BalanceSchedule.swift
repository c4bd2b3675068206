/// A schedule of sources that take turns by chance, each as often as its weight says.
public struct BalanceSchedule: Hashable, Sendable, Codable {
    public var sources: [ScheduleSource]
    /// Programmes begin at multiples of this by the clock; zero is anywhere.
    public var pad = Duration.zero
    /// Fills the time that programmes leave.
    public var fallback: [Filler] = []

    public init(sources: [ScheduleSource]) {
        self.sources = sources
    }

    /// Every collection it draws from, fillers included.
    public var collections: Set<MediaCollection.ID> {
        Set(sources.map(\.collection) + fallback.map(\.collection))
    }
}

/// One of several collections that programmes come from.
public struct ScheduleSource: Hashable, Sendable, Codable {
    public var collection: MediaCollection.ID
    public var order: PlaybackOrder
    /// How often it is chosen, against the others' weights.
    public var weight: Int
    /// For how long it rests after the end of its last programme.
    public var cooldown: Duration
    /// So many of its programmes follow each other at most while another could play.
    public var maxConsecutive: Int?

    public init(
        collection: MediaCollection.ID, order: PlaybackOrder = .chronological, weight: Int = 1,
        cooldown: Duration = .zero, maxConsecutive: Int? = nil
    ) {
        self.collection = collection
        self.order = order
        self.weight = weight
        self.cooldown = cooldown
        self.maxConsecutive = maxConsecutive
    }
}
