import Store

/// What one folder holds that a scan cares for.
struct FolderListing: Equatable, Sendable {
    struct File: Equatable, Sendable {
        let name: String
        let signature: FileSignature
    }

    struct Folder: Equatable, Sendable {
        let name: String
        let identity: Identity
        /// Reached through a symbolic link, so it may lead to a place that is scanned anyway.
        let isLink: Bool
    }

    /// Tells folders apart whatever they are called.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    let identity: Identity
    var files: [File] = []
    /// Files that say or show something about media beside them.
    var sidecars: [File] = []
    var folders: [Folder] = []
    /// Entries that were left out, and why. Their names may be shown to people.
    var skipped: [SkippedEntry] = []

    /// What came of looking into a folder.
    typealias Answer = Result<FolderListing, ListingError>

    /// How many entries it has that a scan cares for.
    var count: Int { files.count + sidecars.count + folders.count + skipped.count }

    /// There is nothing in it, as in the mount point of a disk that is not mounted.
    var isBare: Bool { files.isEmpty && folders.isEmpty && skipped.isEmpty }
}

/// Something that a scan left out.
struct SkippedEntry: Equatable, Sendable {
    /// Absolute or, within a listing, the name; what is not UTF-8 in it is replaced.
    let path: String
    let reason: String
}

/// Why a folder could not be listed.
enum ListingError: Error, Equatable {
    /// It is not there (any more), or not a folder.
    case gone
    /// What the system said.
    case unreadable(String)
    /// The disk or server did not answer in time.
    case noAnswer
}
