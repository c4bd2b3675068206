import Wire

/// Which folder of a source a scan looks into next, so that it sees each once and always ends.
///
/// Folders come depth first in the order of their names, as people see them. Links to folders wait
/// until the real ones are done: a link to a place that was seen, or back to where it came from,
/// is then known for what it is.
struct ScanPlan {
    /// A folder to list, relative to the source; `""` is the source itself.
    struct Stop: Equatable {
        let folder: String
        fileprivate let identity: FolderListing.Identity?

        /// The folder that it is in; `""` for the source and what lies directly in it.
        fileprivate var parent: Substring {
            folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }

    private var stack: [Stop]
    /// Folders that need no look, as nothing has changed in them.
    private let unchanged: Set<String>
    private var links: [Stop] = []
    private var seen: Set<FolderListing.Identity> = []
    private(set) var skipped: [SkippedEntry] = []

    /// Deeper folders are left out; nobody's library needs them, a damaged disk may have them.
    static let deepest = 64

    /// All of a source.
    init() {
        stack = [Stop(folder: "", identity: nil)]
        unchanged = []
    }

    /// Some folders of a source, and what is new in them.
    init(folders: Set<String>, unchanged: Set<String>) {
        stack = folders.sorted(by: >).map { Stop(folder: $0, identity: nil) }
        self.unchanged = unchanged
    }

    mutating func next() -> Stop? {
        while let stop = stack.popLast() ?? links.popLast() {
            guard let identity = stop.identity else { return stop }
            if seen.insert(identity).inserted { return stop }
        }
        return nil
    }

    /// The next folder and, if more come right after it in the same folder below the first level,
    /// those: small folders are looked into many at once. Empty at the end.
    mutating func next(upTo most: Int) -> [Stop] {
        guard let first = next() else { return [] }
        var stops = [first]
        while stops.count < most, !first.parent.isEmpty, let top = stack.last,
            top.parent == first.parent
        {
            stack.removeLast()
            if top.identity.map({ seen.insert($0).inserted }) ?? true { stops.append(top) }
        }
        return stops
    }

    /// Takes over what the stop's folder holds. Of several stops, the last comes first.
    mutating func found(_ listing: FolderListing, at stop: Stop) {
        seen.insert(listing.identity)
        let folders = listing.folders
            .map { ($0, $0.name.naturalOrderKey) }
            .sorted { $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) }
            .map(\.0)
        for folder in folders.reversed() {
            let path = stop.folder.isEmpty ? folder.name : "\(stop.folder)/\(folder.name)"
            guard path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < Self.deepest else {
                skipped.append(SkippedEntry(path: path, reason: "It is too deep."))
                continue
            }
            if unchanged.contains(path) { continue }
            let stop = Stop(folder: path, identity: folder.identity)
            if folder.isLink { links.append(stop) } else { stack.append(stop) }
        }
    }
}
