import Broadcast
import Store
import Wire

/// Brings the store up to date with which files a source has, without opening any.
///
/// Holds a few folders in memory at a time. Nothing is written where nothing changed.
struct Walk: Sendable {
    let store: Store
    let board: ProgressBoard
    let now: @Sendable () -> AirTime
    let list: PatientLister.List

    private static let filesInTransaction = 500
    private static let foldersAtOnce = 32

    /// A part of a source.
    struct Part: Equatable, Sendable {
        /// Folders in which something has changed, relative to the source.
        let folders: Set<String>
        /// Folders in which nothing has.
        let unchanged: Set<String>
    }

    /// - Parameter part: `nil` is all of the source.
    /// - Throws: ``SourceProblem`` if the source cannot be looked at; then nothing was changed,
    ///   except where it stopped answering halfway.
    func run(_ source: LibrarySource, only part: Part? = nil) async throws {
        var plan =
            part.map { ScanPlan(folders: $0.folders, unchanged: $0.unchanged) } ?? ScanPlan()
        var trail = Trail(known: try await store.knownFolders(of: source.id))
        while true {
            let stops = plan.next(upTo: Self.foldersAtOnce)
            if stops.isEmpty { break }
            try Task.checkCancellation()
            for (stop, listing) in try await visit(stops, of: source, &trail).reversed() {
                plan.found(listing, at: stop)
            }
        }
        board.update { $0.skip(plan.skipped) }
        for folder in part == nil ? trail.gone : trail.lost {
            try await compare([(folder, .nothing)], of: source)
        }
        try await nameAnew(source)
        let moved = try await store.reuniteMoved(in: source.id)
        board.update { $0.countMoved(moved) }
    }

    /// After an update of the program whose rules for names are better.
    private func nameAnew(_ source: LibrarySource) async throws {
        guard try await store.namingEdition(of: source.id) != MediaNaming.edition else { return }
        var last: Media.ID?
        while true {
            let files = try await store.namedFiles(
                of: source.id, after: last, limit: Self.filesInTransaction)
            if files.isEmpty { break }
            last = files.last?.id
            try await store.name(files.map { ($0.id, MediaNaming(path: $0.path)) })
        }
        try await store.setNamingEdition(MediaNaming.edition, of: source.id)
    }

    /// Looks into folders, and brings the store up to date with each.
    ///
    /// - Returns: what is in those that are not left out, but for their files.
    private func visit(
        _ stops: [ScanPlan.Stop], of source: LibrarySource, _ trail: inout Trail
    ) async throws -> [(ScanPlan.Stop, FolderListing)] {
        var visited: [(ScanPlan.Stop, FolderListing)] = []
        var rest = stops[...]
        while !rest.isEmpty {
            let answers = await list(rest.map { Self.path(of: $0.folder, in: source) })
            var listings: [(folder: String, listing: FolderListing)] = []
            for (stop, answer) in zip(rest, answers) {
                guard var listing = try look(at: answer, of: stop.folder, in: source, &trail)
                else { continue }
                listings.append((stop.folder, listing))
                listing.files = []
                listing.sidecars = []
                visited.append((stop, listing))
            }
            for (folder, listing) in listings { count(listing, in: folder, of: source) }
            try await compare(listings, of: source)
            rest = rest.dropFirst(max(1, answers.count))
        }
        return visited
    }

    private static func path(of folder: String, in source: LibrarySource) -> String {
        folder.isEmpty ? source.location : "\(source.location)/\(folder)"
    }

    /// - Returns: `nil` if this folder is left out, and the walk goes on.
    private func look(
        at answer: FolderListing.Answer, of folder: String, in source: LibrarySource,
        _ trail: inout Trail
    ) throws -> FolderListing? {
        let path = Self.path(of: folder, in: source)
        do throws(ListingError) {
            let listing = try answer.get()
            if folder.isEmpty, listing.isBare, !trail.known.isEmpty {
                throw ListingError.gone
            }
            trail.visited.insert(folder)
            return listing
        } catch .noAnswer {
            throw SourceProblem.noAnswer(path)
        } catch .gone {
            guard folder.isEmpty else {
                trail.missed.append(folder)
                return nil
            }
            throw trail.known.isEmpty ? SourceProblem.gone(path) : .emptied(path)
        } catch .unreadable(let reason) {
            guard !folder.isEmpty else { throw SourceProblem.unreadable(path, reason: reason) }
            trail.unreadable.append(folder)
            let reason = "The folder cannot be read: \(reason)."
            board.update { $0.skip([SkippedEntry(path: path, reason: reason)]) }
            return nil
        }
    }

    private func count(_ listing: FolderListing, in folder: String, of source: LibrarySource) {
        let place = Self.path(of: folder, in: source)
        let skipped = listing.skipped.map {
            SkippedEntry(path: "\(place)/\($0.path)", reason: $0.reason)
        }
        board.update {
            $0.found += listing.files.count
            $0.skip(skipped)
        }
    }

    private func compare(
        _ listings: [(folder: String, listing: FolderListing)], of source: LibrarySource
    ) async throws {
        let known = try await store.known(in: listings.map(\.folder), of: source.id)
        var updates: [FolderUpdate] = []
        for ((folder, listing), known) in zip(listings, known) {
            let changes = FolderChanges(in: folder, known: known.files, found: listing.files)
            for piece in changes.pieces(of: Self.filesInTransaction) {
                var update = FolderUpdate(folder: folder)
                update.changes = piece
                updates.append(update)
                let size = updates.reduce(0) { $0 + $1.changes.count }
                if size >= Self.filesInTransaction { try await apply(&updates, of: source) }
            }
            let beside = FolderUpdate(
                folder: folder, known: known.sidecars, found: listing.sidecars)
            if !beside.isEmpty { updates.append(beside) }
        }
        try await apply(&updates, of: source)
    }

    private func apply(_ updates: inout [FolderUpdate], of source: LibrarySource) async throws {
        guard !updates.isEmpty else { return }
        try Task.checkCancellation()
        try await store.apply(updates, of: source.id, at: now())
        for update in updates { board.update { $0.count(update.changes) } }
        updates = []
    }
}

extension FolderUpdate {
    /// What is different in the files beside media.
    fileprivate init(folder: String, known: [SidecarFile], found files: [FolderListing.File]) {
        self.init(folder: folder)
        guard !known.isEmpty || !files.isEmpty else { return }
        let found = files.compactMap { SidecarFile($0, in: folder) }
        let names = Set(found.map(\.name))
        goneSidecars = known.filter { !names.contains($0.name) }
        let before = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
        newSidecars = found.filter { file in
            before[file.name].map { $0.size != file.size || $0.modified != file.modified } ?? true
        }
    }
}

extension FolderListing {
    /// Of a folder that is not there any more.
    fileprivate static let nothing = FolderListing(identity: .init(device: 0, inode: 0))
}

/// Where a walk has been.
private struct Trail {
    /// Folders that had files before.
    let known: [String]
    var visited: Set<String> = []
    /// Folders that are there but may not be read: nobody knows what is in them.
    var unreadable: [String] = []

    /// Folders that were looked for and are not there.
    var missed: [String] = []

    /// Folders that are not there any more, where only some were looked for.
    var lost: [String] {
        known.filter { folder in
            missed.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        }
    }

    /// Folders that are not there any more.
    var gone: [String] {
        known.filter { folder in
            !visited.contains(folder)
                && !unreadable.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        }
    }
}

extension SidecarFile {
    fileprivate init?(_ file: FolderListing.File, in folder: String) {
        let kind: Kind
        switch Sidecar(name: file.name) {
        case .nfo: kind = .nfo
        case .subtitle: kind = .subtitle
        case .artwork: kind = .artwork
        case nil: return nil
        }
        self.init(
            folder: folder, name: file.name, kind: kind, size: file.signature.size,
            modified: file.signature.modified)
    }
}
