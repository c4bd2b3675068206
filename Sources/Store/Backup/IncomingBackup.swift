import Glibc

/// A backup that arrives piece by piece, in a file that goes away with it. Its methods block on the
/// disk.
public final class IncomingBackup {
    public let path: String
    private let file: PlainFile
    private var size = 0

    /// In bytes; no database of ours is that large.
    public static let most = 4_294_967_296

    init(path: String) throws(BackupError) {
        self.path = path
        file = try PlainFile.open(path, O_WRONLY | O_CREAT | O_TRUNC)
    }

    deinit { unlink(path) }

    /// - Throws: ``BackupError``; ``BackupError/damaged(path:)`` for more than ``most`` bytes.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(BackupError) {
        size += bytes.count
        guard size <= Self.most else { throw .damaged(path: path) }
        try file.write(bytes)
    }
}
