public import Broadcast
import Glibc

/// A database's backups, in the folder `backups` beside it: compressed, each checked before it
/// counts. Its methods block on the disk.
public struct BackupFolder: Sendable {
    public let database: String
    public let path: String

    /// - Parameter database: the database's file.
    public init(of database: String) {
        self.database = database
        path = "\(Self.folder(of: database))/backups"
    }

    static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return String(file[..<slash])
    }

    /// Newest first; none if there is no such folder.
    public func list() -> [Backup] {
        names().compactMap { Backup(name: $0, in: path) }.sorted { $0.made > $1.made }
    }

    /// - Returns: `nil` if there is no backup of that name.
    public func backup(named name: String) -> Backup? {
        guard names().contains(name) else { return nil }
        return Backup(name: name, in: path)
    }

    /// Where a backup that arrives from elsewhere is to be written.
    public func receive() throws(BackupError) -> IncomingBackup {
        try makeFolder()
        return try IncomingBackup(path: "\(path)/incoming")
    }

    private func makeFolder() throws(BackupError) {
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else {
            throw BackupError.cannotWrite(path: path, code: errno)
        }
    }

    /// - Parameter now: the backup's name.
    /// - Throws: ``BackupError``, or ``StoreError`` such as ``StoreError/corrupt(path:)``.
    public func make(at now: AirTime) throws -> Backup {
        try makeFolder()
        removeLeftovers()
        var backup = Backup(at: now, in: path)
        while access(backup.path, F_OK) == 0 {
            backup = Backup(at: backup.made + .seconds(1), in: path)
        }
        try write(backup.path)
        return backup
    }

    /// Makes a backup in a file of its own, which nobody deletes later.
    ///
    /// - Throws: as ``make(at:)``; ``BackupError/exists(path:)`` if there is a file already.
    public func export(to file: String) throws {
        guard access(file, F_OK) != 0 else { throw BackupError.exists(path: file) }
        try write(file)
    }

    /// Makes a backup if none is of the last day, and deletes those that are kept no longer: the
    /// newest of seven days and of four weeks stay.
    ///
    /// - Returns: the backup that was made.
    public func makeDaily(at now: AirTime) throws -> Backup? {
        guard BackupRotation.isDue(list(), at: now) else { return nil }
        let backup = try make(at: now)
        for expired in BackupRotation.expired(list(), at: now) { unlink(expired.path) }
        return backup
    }

    /// The file appears whole and checked, or not at all.
    private func write(_ file: String) throws {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else {
            throw BackupError.noDatabase(path: database)
        }
        let copy = file + Self.copyEnding
        let partial = file + Self.partialEnding
        defer {
            unlink(copy)
            unlink(partial)
        }
        try copyDatabase(to: copy)
        try Gzip.compress(copy, to: partial)
        try Gzip.verify(partial, gives: copy)
        guard rename(partial, file) == 0 else {
            throw BackupError.cannotWrite(path: file, code: errno)
        }
        try PlainFile.open(Self.folder(of: file), O_RDONLY | O_DIRECTORY).flush()
    }

    private func copyDatabase(to copy: String) throws {
        unlink(copy)
        let source = try SQLiteDatabase.open(database, .readOnly)
        do {
            try source.copy(to: copy)
            let made = try SQLiteDatabase.open(copy, .readOnly)
            guard try made.isOurs else { throw StoreError.foreign(path: database) }
            try made.check(.whole)
        } catch StoreError.corrupt {
            throw StoreError.corrupt(path: database)
        }
    }

    // MARK: Names

    private static let copyEnding = ".copy"
    private static let partialEnding = ".partial"

    private func names() -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// What a backup that was interrupted left behind.
    private func removeLeftovers() {
        for name in names() {
            for ending in [Self.copyEnding, Self.partialEnding] where name.hasSuffix(ending) {
                if Backup(name: String(name.dropLast(ending.count)), in: path) != nil {
                    unlink("\(path)/\(name)")
                }
            }
        }
    }
}
