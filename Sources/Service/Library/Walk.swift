import Broadcast
import Store
import Wire

/// Brings the store up to date with which files a source has, without opening any.
///
/// Holds one folder in memory at a time. Nothing is written where nothing changed.
struct Walk: Sendable {
    let store: Store
    let board: ProgressBoard
    let now: @Sendable () -> AirTime
    let list: PatientLister.List

    private static let filesInTransaction = 500

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
        var trail = Trail(
            known: try await store.knownFolders(of: source.id),
            withSidecars: try await store.sidecarFolders(of: source.id))
        while let stop = plan.next() {
            try Task.checkCancellation()
            guard let listing = try await look(into: stop.folder, of: source, &trail) else {
                continue
            }
            plan.found(listing, at: stop)
            try await take(listing, in: stop.folder, of: source)
            try await compareSidecars(stop.folder, of: source, with: listing.sidecars, trail)
        }
        board.update { $0.skip(plan.skipped) }
        for folder in part == nil ? trail.gone : trail.lost {
            try await compare(folder, of: source, with: [])
            try await compareSidecars(folder, of: source, with: [], trail)
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

    /// - Returns: `nil` if this folder is left out, and the walk goes on.
    private func look(
        into folder: String, of source: LibrarySource, _ trail: inout Trail
    ) async throws -> FolderListing? {
        let path = folder.isEmpty ? source.location : "\(source.location)/\(folder)"
        do throws(ListingError) {
            let listing = try await list(path)
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

    private func take(
        _ listing: FolderListing, in folder: String, of source: LibrarySource
    ) async throws {
        let place = folder.isEmpty ? source.location : "\(source.location)/\(folder)"
        let skipped = listing.skipped.map {
            SkippedEntry(path: "\(place)/\($0.path)", reason: $0.reason)
        }
        board.update {
            $0.found += listing.files.count
            $0.skip(skipped)
        }
        try await compare(folder, of: source, with: listing.files)
    }

    private func compareSidecars(
        _ folder: String, of source: LibrarySource, with files: [FolderListing.File], _ trail: Trail
    ) async throws {
        let isKnown = trail.withSidecars.contains(folder)
        guard isKnown || !files.isEmpty else { return }
        let known = isKnown ? try await store.sidecars(of: source.id, in: [folder]) : []
        let found = files.compactMap { SidecarFile($0, in: folder) }
        let names = Set(found.map(\.name))
        let gone = known.filter { !names.contains($0.name) }
        let before = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
        let new = found.filter { file in
            before[file.name].map { $0.size != file.size || $0.modified != file.modified } ?? true
        }
        guard !gone.isEmpty || !new.isEmpty else { return }
        try await store.apply(new: new, gone: gone, in: folder, of: source.id)
    }

    private func compare(
        _ folder: String, of source: LibrarySource, with files: [FolderListing.File]
    ) async throws {
        let known = try await store.knownFiles(in: folder, of: source.id)
        let changes = FolderChanges(in: folder, known: known, found: files)
        for piece in changes.pieces(of: Self.filesInTransaction) {
            try Task.checkCancellation()
            try await store.apply(piece, in: folder, of: source.id, at: now())
            board.update { $0.count(piece) }
        }
    }
}

/// Where a walk has been.
private struct Trail {
    /// Folders that had files before.
    let known: [String]
    /// Folders that had files beside media before.
    let withSidecars: Set<String>
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
