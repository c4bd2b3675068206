public import Broadcast

/// Why the store could not do what it was asked, in words for the owner of the box.
public enum StoreError: Error, Equatable, Sendable {
    case cannotOpen(path: String, reason: String)
    /// Made by a later version of the program; it was not touched.
    case newer(path: String, version: Int, known: Int)
    /// A database, but of some other program.
    case foreign(path: String)
    case corrupt(path: String)
    case full(path: String)
    case readOnly(path: String)
    case busy(path: String)
    /// The change breaks a rule of the schema.
    case constraint(String)
    /// The items would be on air at the same time as others of the channel.
    case overlap(channel: Channel.ID, at: AirTime)
    /// A row does not hold what this version writes there.
    case unreadable(String)
    case failed(String)
}

extension StoreError: Explained {
    public var message: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "The database “\(path)” cannot be opened: \(reason)."
        case .newer(let path, let version, let known):
            "The database “\(path)” was written by a newer EXStreamTV (its version is \(version), "
                + "this program knows \(known)). Nothing in it was changed."
        case .foreign(let path):
            "“\(path)” is a database, but not one of EXStreamTV. Nothing in it was changed."
        case .corrupt(let path): "The database “\(path)” is damaged."
        case .full(let path): "The disk is full, so nothing can be written to “\(path)”."
        case .readOnly(let path): "The database “\(path)” may not be written."
        case .busy(let path): "The database “\(path)” is held by another program."
        case .constraint(let rule): "The change would break a rule of the database: \(rule)."
        case .overlap(let channel, let time):
            "Channel \(channel) would play two items at once at \(time.seconds) s after 1970."
        case .unreadable(let what): "The database holds something unexpected: \(what)."
        case .failed(let reason): "The database failed: \(reason)."
        }
    }

    public var remedy: String {
        switch self {
        case .cannotOpen: "Check that its folder exists and may be written."
        case .newer: "Install that version again, or restore a backup made by this one."
        case .foreign: "Set database.path to another file."
        case .corrupt: "Restore a backup, or move the file away to begin with an empty one."
        case .full: "Free some space; what was stored before is safe."
        case .readOnly: "Check the file's owner and whether the disk is mounted read-only."
        case .busy: "Stop the other program that uses it, usually a second EXStreamTV."
        case .constraint, .overlap, .failed: "Please report this; nothing was changed."
        case .unreadable: "Restore a backup if it persists, and please report this."
        }
    }
}
