/// Why a schedule could not be built, in words for the person who wrote it.
public enum SchedulingError: Error, Equatable {
    case noItems
    /// Every collection, named here, has nothing to play.
    case nothingToPlay([String])
    /// The channel that it shows has no timeline.
    case nothingToRelay(Channel.ID)
    /// A round of all items did not move the timeline on; it ended with this one, from 0.
    case stuck(item: Int)
}

extension SchedulingError: Explained {
    public var message: String {
        switch self {
        case .noItems:
            "The schedule has no items."
        case .nothingToPlay(let names):
            "Nothing can be scheduled: \(SchedulingError.list(names)) has nothing to play."
        case .nothingToRelay:
            "The channel that this one shows has no timeline."
        case .stuck(let item):
            "The schedule does not get past item \(item + 1), because no item can play there."
        }
    }

    public var remedy: String {
        switch self {
        case .noItems: "Add an item that plays a collection."
        case .nothingToPlay: "Add media files to it, or choose another collection."
        case .nothingToRelay: "Give that channel a schedule, or choose another channel."
        case .stuck: "Check counts and durations, and what its fixed starts do to items before."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: " and ")
    }
}
