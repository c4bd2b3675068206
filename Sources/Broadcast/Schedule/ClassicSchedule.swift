/// A schedule of items that take turns on air.
public struct ClassicSchedule: Hashable, Sendable, Codable {
    public var items: [ScheduleItem]

    public init(items: [ScheduleItem]) {
        self.items = items
    }

    /// Every collection it draws from.
    public var collections: Set<MediaCollection.ID> { Set(items.map(\.collection)) }
}

/// One turn of a classic schedule: what plays, and for how long.
public struct ScheduleItem: Hashable, Sendable, Codable {
    public enum Mode: String, Hashable, Sendable, Codable {
        /// Item after item, without end.
        case flood
    }

    public var mode: Mode
    public var collection: MediaCollection.ID
    public var order: PlaybackOrder

    public init(
        mode: Mode = .flood, collection: MediaCollection.ID, order: PlaybackOrder = .chronological
    ) {
        self.mode = mode
        self.collection = collection
        self.order = order
    }
}
