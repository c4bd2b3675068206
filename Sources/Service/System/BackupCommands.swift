public import Broadcast
import Store

/// What `exstreamtv backup` and `exstreamtv restore` do, and the sentence that says it.
public struct BackupCommands: Sendable {
    private let backups: BackupFolder
    private let now = Store.wallClock

    public init(_ settings: Settings) {
        backups = BackupFolder(of: settings.database.path)
    }

    /// - Throws: ``BackupError`` or ``StoreError``.
    public func backup(to file: String?) throws -> String {
        let done = "The database is backed up:"
        guard let file else { return "\(done) \(try backups.make(at: now()).path)" }
        try backups.export(to: file)
        return "\(done) \(file)"
    }

    /// - Parameter file: `nil` is the newest backup.
    /// - Throws: ``BackupError`` or ``StoreError``; then the database is as it was.
    public func restore(_ file: String?) throws -> String {
        guard let file = file ?? backups.list().first?.path else {
            throw BackupError.noBackup(folder: backups.path)
        }
        let done = "\(file) is restored."
        return switch try backups.restore(file, at: now()) {
        case .nothing: done
        case .backedUp(let backup): "\(done) What was there before is backed up: \(backup.path)"
        case .setAside(let path): "\(done) What was there before is damaged, and kept: \(path)"
        }
    }
}
