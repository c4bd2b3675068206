public import Broadcast

/// A file beside media: an NFO, subtitles, a picture.
public struct SidecarFile: Equatable, Sendable {
    public enum Kind: String, Sendable { case nfo, subtitle, artwork }

    /// Relative to the source.
    public let folder: String
    public let name: String
    public let kind: Kind
    /// In bytes.
    public let size: Int64
    /// Last change of its content, in nanoseconds since 1970.
    public let modified: Int64
    /// What an NFO says, in the form of its reader; `nil` until it is read.
    public var content: String?

    public init(
        folder: String, name: String, kind: Kind, size: Int64, modified: Int64,
        content: String? = nil
    ) {
        self.folder = folder
        self.name = name
        self.kind = kind
        self.size = size
        self.modified = modified
        self.content = content
    }

    /// The folder and those above it, up to the source: `a/b`, `a` and `""`. What lies in them may
    /// be about media in the folder.
    public static func folders(around folder: String) -> [String] {
        var folders = [folder]
        while let last = folders.last, !last.isEmpty {
            folders.append(last.lastIndex(of: "/").map { String(last[..<$0]) } ?? "")
        }
        return folders
    }
}

/// An NFO that waits to be read.
public struct UnreadNFO: Equatable, Sendable, Identifiable {
    public let id: Int64
    /// Absolute.
    public let path: String
}

/// What came of reading an NFO.
public struct NFOOutcome: Equatable, Sendable {
    public let id: Int64
    /// What it says, or why nothing of it is used.
    public let finding: Result

    public enum Result: Equatable, Sendable {
        case content(String)
        case problem(String)
    }

    public init(id: Int64, finding: Result) {
        self.id = id
        self.finding = finding
    }
}

/// Everything that is known about a file besides what a probe finds.
public struct MediaDescription: Equatable, Sendable {
    public let id: Media.ID
    public let naming: MediaNaming
    /// `nil` where the name is all there is.
    public let details: MediaDetails.Merged?
    public let subtitleLanguages: [String]

    public init(
        id: Media.ID, naming: MediaNaming, details: MediaDetails.Merged?,
        subtitleLanguages: [String]
    ) {
        self.id = id
        self.naming = naming
        self.details = details
        self.subtitleLanguages = subtitleLanguages
    }
}
