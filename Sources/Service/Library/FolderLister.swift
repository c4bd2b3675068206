import CLinux
import Glibc
import Store
import Wire

/// Lists folders, one after the other, on a thread of its own: a disk that has to spin up, or a
/// server that does not answer, holds up nobody else.
actor FolderLister {
    private let thread: BlockingThread
    private let watch: FolderWatch?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// - Parameter watch: hears from now on what changes in the folders that are listed.
    init(watch: FolderWatch? = nil) throws {
        thread = try BlockingThread()
        self.watch = watch
    }

    /// Lists one folder after the other, until there is enough for once; at least the first.
    func list(_ paths: [String]) -> [FolderListing.Answer] {
        var answers: [FolderListing.Answer] = []
        var entries = 0
        for path in paths {
            do throws(ListingError) {
                let listing = try list(path)
                entries += listing.count
                answers.append(.success(listing))
            } catch {
                answers.append(.failure(error))
            }
            if entries > Self.mostAtOnce { break }
        }
        return answers
    }

    private static let mostAtOnce = 2_000

    /// Files that may be media and folders that may be entered; hidden ones are left out.
    func list(_ path: String) throws(ListingError) -> FolderListing {
        // Before the listing, so that nothing happens in between.
        watch?.add(path)
        guard let folder = opendir(path) else { throw ListingError(errno) }
        defer { closedir(folder) }
        let descriptor = dirfd(folder)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw ListingError(errno) }
        let reader = EntryReader(
            descriptor: descriptor, hasStableInodes: clinux_has_stable_inodes(descriptor))
        var listing = FolderListing(identity: .init(status))
        while let entry = readdir(folder) {
            reader.read(entry, into: &listing)
        }
        return listing
    }
}

extension ListingError {
    fileprivate init(_ code: CInt) {
        self = code == ENOENT || code == ENOTDIR ? .gone : .unreadable(explanation(of: code))
    }
}

/// Reads the entries of one open folder.
private struct EntryReader {
    let descriptor: CInt
    let hasStableInodes: Bool

    func read(_ entry: UnsafeMutablePointer<dirent>, into listing: inout FolderListing) {
        let bytes = nameBytes(of: entry)
        guard bytes.first != UInt8(ascii: ".") else { return }
        guard let name = String(validating: bytes, as: UTF8.self) else {
            listing.skip(
                String(decoding: bytes, as: UTF8.self), "Its name is not UTF-8; rename it.")
            return
        }
        let isPlainFile = entry.pointee.d_type == UInt8(DT_REG)
        if isPlainFile && FileKind(name: name) == .other && Sidecar(name: name) == nil { return }
        var status = stat()
        guard fstatat(descriptor, name, &status, 0) == 0 else {
            skip(name, errno, in: &listing)
            return
        }
        add(name, status, isLink: entry.pointee.d_type == UInt8(DT_LNK), to: &listing)
    }

    private func add(
        _ name: String, _ status: stat, isLink: Bool, to listing: inout FolderListing
    ) {
        switch status.st_mode & S_IFMT {
        case S_IFDIR where !FileKind.isIgnoredFolder(name):
            listing.folders.append(
                .init(name: name, identity: .init(status), isLink: isLink))
        case S_IFREG where FileKind(name: name) != .other:
            listing.files.append(.init(name: name, signature: signature(status)))
        case S_IFREG where Sidecar(name: name) != nil:
            listing.sidecars.append(.init(name: name, signature: signature(status)))
        case S_IFIFO: listing.skip(name, "It is a pipe.")
        case S_IFSOCK: listing.skip(name, "It is a socket.")
        case S_IFCHR, S_IFBLK: listing.skip(name, "It is a device.")
        default: break
        }
    }

    private func signature(_ status: stat) -> FileSignature {
        FileSignature(
            size: Int64(status.st_size),
            modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000
                &+ Int64(status.st_mtim.tv_nsec),
            inode: hasStableInodes ? UInt64(status.st_ino) : 0)
    }

    private func skip(_ name: String, _ code: CInt, in listing: inout FolderListing) {
        switch code {
        case ENOENT where FileKind(name: name) == .other: break
        case ENOENT: listing.skip(name, "It is a link to something that does not exist.")
        case ELOOP: listing.skip(name, "It is a link that leads to itself.")
        default: listing.skip(name, "It cannot be looked at: \(explanation(of: code)).")
        }
    }

    private func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> UnsafeBufferPointer<UInt8> {
        let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
        let bytes = start.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(
            start: bytes, count: strlen(start.assumingMemoryBound(to: CChar.self)))
    }
}

extension FolderListing {
    fileprivate mutating func skip(_ name: String, _ reason: String) {
        skipped.append(SkippedEntry(path: name, reason: reason))
    }
}

extension FolderListing.Identity {
    fileprivate init(_ status: stat) {
        self.init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}

/// The system's words for an error, in lower case: `permission denied`.
func explanation(of code: CInt) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
}
