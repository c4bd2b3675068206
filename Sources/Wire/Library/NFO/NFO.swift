public import Broadcast

/// What an NFO file says, in the form that Kodi began and Jellyfin, Emby and ErsatzTV read.
public struct NFO: Equatable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable {
        case movie, show, episode, season, musicVideo, artist, album, set
        /// Only the address of a page about it.
        case link
    }

    /// Why nothing of a file is used.
    public enum Refusal: String, Error, Sendable, Codable {
        case documentType, tooDeep, tooLarge, nothing

        /// A whole sentence.
        public var reason: String {
            switch self {
            case .documentType: "It declares a document type, which no NFO file needs."
            case .tooDeep: "Its elements are too deep within each other."
            case .tooLarge: "It is larger than any NFO file."
            case .nothing: "It is no NFO file."
            }
        }
    }

    public let kind: Kind
    /// Several episodes in one file say so one after the other.
    public let entries: [MediaDetails]

    private static let mostEntries = 100

    /// The most bytes that one may have.
    public static let largest = NFOTree.largest

    public init(_ bytes: [UInt8]) throws(Refusal) {
        let tree = try NFOTree(bytes)
        let links = NFOLinks.ids(in: tree.loose)
        guard let (kind, _) = tree.roots.lazy.compactMap(Self.kind).first else {
            guard !links.isEmpty else { throw .nothing }
            self.kind = .link
            entries = [MediaDetails(ids: links)]
            return
        }
        self.kind = kind
        var entries = tree.roots.compactMap(Self.kind).filter { $0.0 == kind }
            .prefix(Self.mostEntries).map { NFOFields(root: $0.1, kind: kind).details }
        entries[0].ids = links.merging(entries[0].ids ?? [:]) { $1 }
        if entries[0].ids?.isEmpty == true { entries[0].ids = nil }
        self.entries = entries
    }

    /// What the one file says that holds all entries.
    public var whole: MediaDetails {
        guard let first = entries.first, entries.count > 1 else {
            return entries.first ?? MediaDetails()
        }
        var whole = first
        let titles = entries.compactMap(\.title)
        whole.title = titles.isEmpty ? nil : titles.joined(separator: " / ")
        let plots = entries.compactMap(\.plot)
        whole.plot = plots.isEmpty ? nil : plots.joined(separator: "\n")
        return whole
    }

    private static func kind(of element: NFOElement) -> (Kind, NFOElement)? {
        let kinds: [String: Kind] = [
            "movie": .movie, "tvshow": .show, "episodedetails": .episode, "season": .season,
            "musicvideo": .musicVideo, "artist": .artist, "album": .album, "set": .set,
        ]
        return kinds[element.name].map { ($0, element) }
    }
}
