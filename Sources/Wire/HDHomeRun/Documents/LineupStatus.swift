/// `/lineup_status.json`: whether a channel scan is running, which set-up wizards poll.
public enum LineupStatus: Equatable, Sendable {
    case idle
    /// - Parameters:
    ///   - progress: Per cent, 0 to 100.
    ///   - found: Channels found so far.
    case scanning(progress: Int, found: Int)

    public static let sources = ["Antenna", "Cable"]

    public var document: JSON {
        switch self {
        case .idle:
            [
                "ScanInProgress": 0,
                "ScanPossible": 1,
                "Source": "Antenna",
                "SourceList": .list(LineupStatus.sources.map(JSON.text)),
            ]
        case .scanning(let progress, let found):
            [
                "ScanInProgress": 1,
                "Progress": .number(min(max(progress, 0), 100)),
                "Found": .number(found),
            ]
        }
    }
}
