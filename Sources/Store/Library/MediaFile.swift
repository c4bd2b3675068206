public import Broadcast

/// What tells without opening a file that it is still the same.
public struct FileSignature: Hashable, Sendable {
    /// In bytes.
    public let size: Int64
    /// Last change of the content, in nanoseconds since 1970.
    public let modified: Int64
    /// 0 where the file system makes them up anew at each mount.
    public let inode: UInt64

    public init(size: Int64, modified: Int64, inode: UInt64) {
        self.size = size
        self.modified = modified
        self.inode = inode
    }
}

/// Whether a file of the library can go on air.
public enum MediaState: String, Sendable {
    /// Found, not probed yet.
    case new
    case ok
    /// Its file is not there at present; what is known of it is kept.
    case missing
    /// A probe found nothing to play in it, or died of it.
    case unplayable
}

/// A file as the last scan left it.
public struct KnownFile: Equatable, Sendable {
    public let id: Media.ID
    public let name: String
    public let signature: FileSignature
    public let state: MediaState

    public init(id: Media.ID, name: String, signature: FileSignature, state: MediaState) {
        self.id = id
        self.name = name
        self.signature = signature
        self.state = state
    }
}

/// A folder as the last scan left it.
public struct KnownFolder: Equatable, Sendable {
    public let files: [KnownFile]
    /// Without what they say.
    public let sidecars: [SidecarFile]
}

/// A file that a scan found, and what its name says.
public struct FoundFile: Equatable, Sendable {
    public let name: String
    public let signature: FileSignature
    public let naming: MediaNaming

    public init(name: String, signature: FileSignature, naming: MediaNaming) {
        self.name = name
        self.signature = signature
        self.naming = naming
    }
}

/// What the path of a file says about it.
public struct MediaNaming: Equatable, Sendable {
    public var title: String
    /// Orders a collection byte by byte.
    public var sortKey: String
    public var year: Int?
    public var show: String?
    public var season: Int?
    public var episode: Int?
    /// Days since 1970-01-01.
    public var released: Int?
    /// A trailer and the like: known, but in no collection.
    public var isExtra: Bool
    /// Equal for files of one folder that are the same film; the best of them plays.
    public var version: String?

    public init(
        title: String, sortKey: String, year: Int? = nil, show: String? = nil, season: Int? = nil,
        episode: Int? = nil, released: Int? = nil, isExtra: Bool = false, version: String? = nil
    ) {
        self.title = title
        self.sortKey = sortKey
        self.year = year
        self.show = show
        self.season = season
        self.episode = episode
        self.released = released
        self.isExtra = isExtra
        self.version = version
    }

    /// Values of ``columnNames``, in that order.
    var columns: [any Column] {
        [title, sortKey, year, show, season, episode, released, isExtra, version]
    }

    static let columnNames =
        "title, sort_key, year, show, season, episode, released, extra, version"
}

/// What a scan found different in one folder.
public struct FolderChanges: Equatable, Sendable {
    public struct Change: Equatable, Sendable {
        public let id: Media.ID
        public let file: FoundFile

        public init(id: Media.ID, file: FoundFile) {
            self.id = id
            self.file = file
        }
    }

    public var new: [FoundFile] = []
    /// Files whose content is another one; they are probed again.
    public var changed: [Change] = []
    /// Files that are back as they were.
    public var returned: [Media.ID] = []
    public var missing: [Media.ID] = []

    public init() {}

    public var isEmpty: Bool { count == 0 }

    /// Of files.
    public var count: Int { new.count + changed.count + returned.count + missing.count }
}

/// What a scan found different in one folder, files beside media included.
public struct FolderUpdate: Equatable, Sendable {
    /// Relative to the source.
    public let folder: String
    public var changes = FolderChanges()
    public var newSidecars: [SidecarFile] = []
    public var goneSidecars: [SidecarFile] = []

    public init(folder: String) {
        self.folder = folder
    }

    public var isEmpty: Bool {
        changes.isEmpty && newSidecars.isEmpty && goneSidecars.isEmpty
    }
}

/// What a probe said about a file.
public struct ProbeOutcome: Equatable, Sendable {
    public enum Finding: Equatable, Sendable {
        case playable(MediaFacts)
        case unplayable(reason: String)
    }

    public let id: Media.ID
    public let finding: Finding

    public init(id: Media.ID, finding: Finding) {
        self.id = id
        self.finding = finding
    }
}
