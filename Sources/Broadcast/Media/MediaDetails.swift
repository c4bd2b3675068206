/// What one origin says about a media file, beyond what a probe finds in it. Whatever it does not
/// say is `nil`.
public struct MediaDetails: Hashable, Sendable, Codable {
    public var title: String?
    public var sortTitle: String?
    public var originalTitle: String?
    public var plot: String?
    public var contentRating: String?
    public var show: String?
    public var album: String?
    public var year: Int?
    /// In days since 1970-01-01.
    public var released: Int?
    public var season: Int?
    public var episode: Int?
    /// In tenths, up to 100.
    public var rating: Int?
    public var genres: [String]?
    public var tags: [String]?
    public var studios: [String]?
    public var networks: [String]?
    public var countries: [String]?
    public var actors: [String]?
    public var directors: [String]?
    public var writers: [String]?
    public var artists: [String]?
    /// By the service that gave them, such as `imdb`.
    public var ids: [String: String]?

    public init(ids: [String: String]? = nil) {
        self.ids = ids
    }
}

/// Where a detail comes from, the one that is believed first coming first.
public enum DetailOrigin: String, Sendable, Codable {
    case owner, nfo
    /// The tags inside the file.
    case embedded
    case name
}

extension MediaDetails {
    /// Several origins' details as one, and where each field comes from.
    public struct Merged: Hashable, Sendable, Codable {
        public var details = MediaDetails()
        public var origins: [String: DetailOrigin] = [:]
    }

    /// - Parameter layers: the ones that are believed first coming first.
    public static func merged(_ layers: [(DetailOrigin, MediaDetails)]) -> Merged {
        var merged = Merged()
        for (origin, layer) in layers {
            merged.take(\.title, "title", layer, origin)
            merged.take(\.sortTitle, "sortTitle", layer, origin)
            merged.take(\.originalTitle, "originalTitle", layer, origin)
            merged.take(\.plot, "plot", layer, origin)
            merged.take(\.contentRating, "contentRating", layer, origin)
            merged.take(\.show, "show", layer, origin)
            merged.take(\.album, "album", layer, origin)
            merged.take(\.year, "year", layer, origin)
            merged.take(\.released, "released", layer, origin)
            merged.take(\.season, "season", layer, origin)
            merged.take(\.episode, "episode", layer, origin)
            merged.take(\.rating, "rating", layer, origin)
            merged.take(\.genres, "genres", layer, origin)
            merged.take(\.tags, "tags", layer, origin)
            merged.take(\.studios, "studios", layer, origin)
            merged.take(\.networks, "networks", layer, origin)
            merged.take(\.countries, "countries", layer, origin)
            merged.take(\.actors, "actors", layer, origin)
            merged.take(\.directors, "directors", layer, origin)
            merged.take(\.writers, "writers", layer, origin)
            merged.take(\.artists, "artists", layer, origin)
            merged.take(\.ids, "ids", layer, origin)
        }
        return merged
    }
}

extension MediaDetails.Merged {
    fileprivate mutating func take<Value>(
        _ field: WritableKeyPath<MediaDetails, Value?>, _ name: String, _ layer: MediaDetails,
        _ origin: DetailOrigin
    ) {
        guard details[keyPath: field] == nil, let value = layer[keyPath: field] else { return }
        details[keyPath: field] = value
        origins[name] = origin
    }
}
