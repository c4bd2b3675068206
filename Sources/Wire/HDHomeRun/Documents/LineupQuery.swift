/// What a client asked of the lineup, from the query of `/lineup.json`, `.xml` or `.m3u`.
///
/// Keys and values nobody knows are ignored, as real units do.
public struct LineupQuery: Hashable, Sendable {
    public enum Show: String, Sendable {
        /// Every channel a scan found, hidden ones too, each with `Enabled`.
        case found, all
        case favorites
        case subscribed
    }

    public var show: Show?
    /// The RF facts are wanted too; Kodi's DVR add-on asks for them.
    public var wantsTuning: Bool

    public init(show: Show? = nil, wantsTuning: Bool = false) {
        self.show = show
        self.wantsTuning = wantsTuning
    }

    /// - Parameter query: The part after the question mark, still escaped.
    public init(query: String) {
        self.init()
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            switch parts.first {
            case "show": show = parts.count == 2 ? Show(rawValue: String(parts[1])) : nil
            case "tuning": wantsTuning = true
            default: break
            }
        }
    }

    /// Whether a channel with these marks is listed.
    func lists(_ entry: LineupEntry) -> Bool {
        switch show {
        case .found, .all: true
        case .favorites: entry.isFavourite && !entry.isHidden
        case .subscribed, nil: !entry.isHidden
        }
    }

    var wantsEnabled: Bool { show == .found || show == .all }
}
