import Broadcast
import Glibc

/// Small files of this machine, read whole.
enum BoundedFile {
    /// The first `most` bytes of the file; all of them when it is shorter.
    static func read(_ path: String, most: Int) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(most, 65_536))
        while bytes.count < most {
            let count = Glibc.read(file, &block, min(block.count, most - bytes.count))
            guard count >= 0 else { throw FileError(path: path, code: errno) }
            if count == 0 { break }
            bytes += block[..<count]
        }
        return bytes
    }

    /// The same as text; broken UTF-8 is repaired.
    static func text(_ path: String, most: Int = 1_048_576) throws(FileError) -> String {
        String(decoding: try read(path, most: most), as: UTF8.self)
    }

    /// Writes a file that is there already, in one go, as the kernel's own files want it.
    static func overwrite(_ path: String, with text: String) throws(FileError) {
        let file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw FileError(path: path, code: errno, isWriting: true) }
        defer { close(file) }
        guard write(file, text, text.utf8.count) == text.utf8.count else {
            throw FileError(path: path, code: errno, isWriting: true)
        }
    }
}

/// A file that the system did not let us read or write.
struct FileError: Explained, Equatable {
    let path: String
    /// The system's `errno`.
    let code: CInt
    var isWriting = false

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    var message: String {
        let verb = isWriting ? "written" : "read"
        return "“\(path)” cannot be \(verb): \(String(cString: strerror(code)))."
    }

    var remedy: String {
        switch code {
        case ENOENT, ENOTDIR: "Create it, or name another one."
        case EACCES, EPERM: "Let the user that runs exstreamtv do so (chmod, chown)."
        default: "Check the disk it is on."
        }
    }
}
