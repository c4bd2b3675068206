/// Why a schedule could not be built, in words for the person who wrote it.
public enum SchedulingError: Error, Equatable {
    case noItems
    /// Every collection, named here, has nothing to play.
    case nothingToPlay([String])
}

extension SchedulingError: Explained {
    public var message: String {
        switch self {
        case .noItems:
            "The schedule has no items."
        case .nothingToPlay(let names):
            "Nothing can be scheduled: \(SchedulingError.list(names)) has nothing to play."
        }
    }

    public var remedy: String {
        switch self {
        case .noItems: "Add an item that plays a collection."
        case .nothingToPlay: "Add media files to it, or choose another collection."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: " and ")
    }
}
