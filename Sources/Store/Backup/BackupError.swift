public import Broadcast
import Glibc

/// Why a backup could not be made or restored, in words for the owner of the box. Whatever was
/// there before is as it was.
public enum BackupError: Error, Equatable, Sendable {
    case noDatabase(path: String)
    case noBackup(folder: String)
    /// A backup would take the place of this file.
    case exists(path: String)
    /// It is no whole backup of ours.
    case damaged(path: String)
    /// `code` is the system's `errno`.
    case cannotRead(path: String, code: CInt)
    case cannotWrite(path: String, code: CInt)
}

extension BackupError: Explained {
    public var message: String {
        switch self {
        case .noDatabase(let path):
            "There is no database “\(path)”, so there is nothing to back up."
        case .noBackup(let folder): "There is no backup in “\(folder)”."
        case .exists(let path): "“\(path)” exists already. It was not changed."
        case .damaged(let path):
            "“\(path)” is damaged, or no backup of EXStreamTV. The database was not changed."
        case .cannotRead(let path, let code):
            "“\(path)” cannot be read: \(String(cString: strerror(code)))."
        case .cannotWrite(let path, ENOSPC):
            "The disk is full, so “\(path)” could not be written. The database is as it was."
        case .cannotWrite(let path, let code):
            "“\(path)” cannot be written: \(String(cString: strerror(code)))."
        }
    }

    public var remedy: String {
        switch self {
        case .noDatabase: "Check database.path; the first start of exstreamtv makes the database."
        case .noBackup: "Name the file to restore."
        case .exists: "Name another file, or delete this one first."
        case .damaged: "Restore another one."
        case .cannotRead: "Check that it exists and may be read."
        case .cannotWrite(_, ENOSPC): "Free some space, then try again."
        case .cannotWrite: "Check that its folder exists and may be written."
        }
    }
}
