import Broadcast
import Glibc

/// What a disk holds, in bytes.
struct DiskRoom: Equatable, Sendable {
    let total: Int
    let free: Int

    /// Below it the owner is told: edits, pictures and the guide need room to be written.
    static let least = 104_857_600

    /// - Parameter path: Any folder on the disk.
    init?(at path: String) {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        total = Int(facts.f_blocks) * Int(facts.f_frsize)
        free = Int(facts.f_bavail) * Int(facts.f_frsize)
    }

    init(total: Int, free: Int) {
        self.total = total
        self.free = free
    }

    var notice: Notice? {
        guard free < Self.least else { return nil }
        return Notice(
            message: "The disk is almost full: \(Quantity.bytes(free)) are left.",
            remedy: "Remove old backups, or whatever else fills it.")
    }
}
