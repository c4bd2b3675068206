public import Broadcast
import Glibc

extension BackupFolder {
    /// Where the database that was replaced is now.
    public enum Replaced: Equatable, Sendable {
        /// There was none.
        case nothing
        case backedUp(Backup)
        /// It was damaged, so it was kept as it was.
        case setAside(path: String)
    }

    /// Puts what `file` holds in the place of the database, all of it or nothing.
    ///
    /// - Throws: ``BackupError``, or ``StoreError``: ``StoreError/busy(path:)`` while a program has
    ///   the database open, ``StoreError/newer(path:version:known:)`` and
    ///   ``StoreError/foreign(path:)`` for backups that this program cannot use.
    public func restore(_ file: String, at now: AirTime) throws -> Replaced {
        let restored = database + ".restored"
        defer { unlink(restored) }
        try unpack(file, to: restored)
        let replaced = try putAway(at: now)
        try put(restored)
        return replaced
    }

    /// Checks what `file` holds, and has it take the place of the database at the next start.
    ///
    /// - Throws: as ``restore(_:at:)``.
    public func restoreAtNextStart(_ file: String) throws {
        let restored = database + ".restored"
        defer { unlink(restored) }
        try unpack(file, to: restored)
        guard rename(restored, waiting) == 0 else {
            throw BackupError.cannotWrite(path: waiting, code: errno)
        }
        try PlainFile.open(Self.folder(of: database), O_RDONLY | O_DIRECTORY).flush()
    }

    /// Puts what waits for it in the place of the database, before anybody has opened that.
    ///
    /// - Returns: `nil` if nothing waits. What cannot be put there waits no longer.
    public func restoreWaiting(at now: AirTime) throws -> Replaced? {
        guard access(waiting, F_OK) == 0 else { return nil }
        defer { unlink(waiting) }
        let replaced = try putAway(at: now)
        try put(waiting)
        return replaced
    }

    private var waiting: String { database + ".next" }

    /// Sets a damaged database aside and puts the newest good backup in its place; `nil` where
    /// there is none, and then nothing is in its place.
    ///
    /// - Returns: where the damaged one is, and which backup took its place.
    func recover(at now: AirTime) throws -> Recovery {
        let restored = database + ".restored"
        defer { unlink(restored) }
        for backup in list() {
            do {
                try unpack(backup.path, to: restored)
            } catch BackupError.damaged {
                continue
            }
            let damaged = try setAside(at: now)
            try put(restored)
            return Recovery(damaged: damaged, restored: backup)
        }
        let damaged = try setAside(at: now)
        unlink(database)
        return Recovery(damaged: damaged, restored: nil)
    }

    /// - Throws: ``BackupError/damaged(path:)`` unless `file` holds a whole database of ours.
    private func unpack(_ file: String, to restored: String) throws {
        try Gzip.expand(file, to: restored)
        do {
            try SQLiteDatabase.admit(restored)
            let found = try SQLiteDatabase.open(restored, .readWrite)
            guard try found.isOurs else { throw BackupError.damaged(path: file) }
            try found.gatherIntoOneFile()
            try found.check(.whole)
        } catch let error as StoreError {
            switch error {
            case .newer(_, let version, let known):
                throw StoreError.newer(path: file, version: version, known: known)
            case .foreign: throw StoreError.foreign(path: file)
            case .corrupt: throw BackupError.damaged(path: file)
            default: throw error
            }
        }
    }

    /// Keeps what is in the database now, and sees to it that nobody has it open.
    private func putAway(at now: AirTime) throws -> Replaced {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else { return .nothing }
        do {
            let present = try SQLiteDatabase.open(database, .readWrite)
            try present.gatherIntoOneFile()
            return .backedUp(try make(at: now))
        } catch StoreError.corrupt {
            return .setAside(path: try setAside(at: now))
        }
    }

    /// Gives the database's file a second name, and its journals another: at no instant is there
    /// nothing under the database's own name.
    private func setAside(at now: AirTime) throws -> String {
        let aside = "\(database).damaged-\(now.seconds)"
        for ending in ["-wal", "-shm"] {
            guard rename(database + ending, aside + ending) == 0 || errno == ENOENT else {
                throw BackupError.cannotWrite(path: aside + ending, code: errno)
            }
        }
        guard link(database, aside) == 0 || errno == EEXIST else {
            throw BackupError.cannotWrite(path: aside, code: errno)
        }
        return aside
    }

    private func put(_ restored: String) throws {
        guard rename(restored, database) == 0 else {
            throw BackupError.cannotWrite(path: database, code: errno)
        }
        try PlainFile.open(Self.folder(of: database), O_RDONLY | O_DIRECTORY).flush()
    }
}

/// A damaged database that was found at the start, and what took its place.
public struct Recovery: Error, Equatable, Sendable {
    /// Where the damaged one is kept.
    public let damaged: String
    /// `nil` if there was no good backup, so that an empty database took its place.
    public let restored: Backup?
}

extension Recovery: Explained {
    public var message: String {
        guard let restored else {
            return "The database was damaged and there was no good backup of it, so an empty one "
                + "took its place."
        }
        return "The database was damaged, so the backup of \(restored.label) took its place; what "
            + "was changed since then is lost."
    }

    public var remedy: String {
        "The damaged file is kept as “\(damaged)”. Check the disk that it is on."
    }
}
