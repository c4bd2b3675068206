extension ScheduleItem: Codable {
    private enum ModeName: String, Codable { case flood, one, multiple, duration }

    private enum Key: String, CodingKey {
        case mode, collection, order, start, overrun, title, guide, count, duration, tail, fallback
        case fixedStart = "fixed_start"
        case tailMode = "tail_mode"
        case discardAttempts = "discard_attempts"
        case fillWithGroup = "fill_with_group"
        case preRoll = "pre_roll"
        case midRoll = "mid_roll"
        case postRoll = "post_roll"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        self.init(
            mode: try ScheduleItem.mode(fields),
            collection: try fields.decode(MediaCollection.ID.self, forKey: .collection),
            order: try fields.value(.order, or: .chronological),
            start: try fields.decodeIfPresent(Int.self, forKey: .start),
            title: try fields.decodeIfPresent(String.self, forKey: .title))
        fixedStart = try fields.decodeIfPresent(
            ClassicSchedule.FixedStart.self, forKey: .fixedStart)
        overrun = try fields.value(.overrun, or: .overrun)
        guide = try fields.value(.guide, or: .normal)
        fillWithGroup = try fields.value(.fillWithGroup, or: .none)
        preRoll = try fields.value(.preRoll, or: [])
        midRoll = try fields.value(.midRoll, or: [])
        postRoll = try fields.value(.postRoll, or: [])
        tail = try fields.value(.tail, or: [])
        fallback = try fields.value(.fallback, or: [])
    }

    private static func mode(_ fields: KeyedDecodingContainer<Key>) throws -> Mode {
        switch try fields.value(.mode, or: ModeName.flood) {
        case .flood: .flood
        case .one: .one
        case .multiple: .multiple(Count(try fields.value(.count, or: "1")))
        case .duration:
            .duration(
                length: .microseconds(try fields.decode(Int64.self, forKey: .duration)),
                tail: try fields.value(.tailMode, or: .none),
                discardAttempts: try fields.value(.discardAttempts, or: 0))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try encodeMode(to: &fields)
        try fields.encode(collection, forKey: .collection)
        try fields.encode(order, forKey: .order)
        try fields.encodeIfPresent(start, forKey: .start)
        try fields.encodeIfPresent(fixedStart, forKey: .fixedStart)
        try fields.encode(overrun, forKey: .overrun)
        try fields.encodeIfPresent(title, forKey: .title)
        try fields.encode(guide, forKey: .guide)
        try fields.encode(fillWithGroup, forKey: .fillWithGroup)
        let roles: [(Key, [Filler])] = [
            (.preRoll, preRoll), (.midRoll, midRoll), (.postRoll, postRoll), (.tail, tail),
            (.fallback, fallback),
        ]
        for (key, fillers) in roles where !fillers.isEmpty {
            try fields.encode(fillers, forKey: key)
        }
    }

    private func encodeMode(to fields: inout KeyedEncodingContainer<Key>) throws {
        switch mode {
        case .flood: try fields.encode(ModeName.flood, forKey: .mode)
        case .one: try fields.encode(ModeName.one, forKey: .mode)
        case .multiple(let count):
            try fields.encode(ModeName.multiple, forKey: .mode)
            try fields.encode(count.name, forKey: .count)
        case .duration(let length, let tail, let discardAttempts):
            try fields.encode(ModeName.duration, forKey: .mode)
            try fields.encode(length.inMicroseconds, forKey: .duration)
            try fields.encode(tail, forKey: .tailMode)
            try fields.encode(discardAttempts, forKey: .discardAttempts)
        }
    }
}

extension ScheduleItem.Count {
    /// A name of a count, or else a formula.
    public init(_ name: String) {
        self =
            switch name {
            case "collection_size": .collectionSize
            case "playlist_item_size": .playlistItemSize
            case "multi_episode_group": .multiEpisodeGroup
            default: .expression(Expression(name))
            }
    }

    /// What ``init(_:)`` reads.
    public var name: String {
        switch self {
        case .collectionSize: "collection_size"
        case .playlistItemSize: "playlist_item_size"
        case .multiEpisodeGroup: "multi_episode_group"
        case .expression(let expression): expression.source
        }
    }
}
