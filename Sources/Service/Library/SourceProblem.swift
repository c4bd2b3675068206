import Broadcast

/// Why a source could not be scanned. What is known of it stays as it was.
enum SourceProblem: Error, Equatable {
    case gone(String)
    case unreadable(String, reason: String)
    /// It is empty or gone, but had files: most likely a disk that is not mounted.
    case emptied(String)
    case noAnswer(String)
}

extension SourceProblem: Explained {
    var message: String {
        switch self {
        case .gone(let path): "The media folder “\(path)” is not there."
        case .unreadable(let path, let reason):
            "The media folder “\(path)” cannot be read: \(reason)."
        case .emptied(let path):
            "The media folder “\(path)” is empty, but had files; what is known of them is kept."
        case .noAnswer(let path): "The disk or server of “\(path)” does not answer."
        }
    }

    var remedy: String {
        switch self {
        case .gone: "Check library.folders, or whether the disk is mounted."
        case .unreadable: "Let the program's user read the folder and what is in it."
        case .emptied:
            "Mount its disk; if the files were deleted, take the folder out of "
                + "library.folders."
        case .noAnswer: "Check the disk or the network; the next scan tries again."
        }
    }
}
