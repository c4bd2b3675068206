import Glibc

/// A note beside a database that something in it was found damaged, so that the next start looks
/// at all of it before it uses any.
struct Suspicion {
    private let path: String

    init(of database: String) { path = database + ".suspect" }

    var isRaised: Bool { access(path, F_OK) == 0 }

    /// - Returns: Whether the note is there now.
    @discardableResult
    func raise() -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o640)
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }

    func drop() { unlink(path) }
}
