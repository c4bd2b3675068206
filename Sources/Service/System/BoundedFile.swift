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
}

/// A file that the system did not let us read.
struct FileError: Explained, Equatable {
    let path: String
    /// The system's `errno`.
    let code: CInt

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    var message: String { "“\(path)” cannot be read: \(String(cString: strerror(code)))." }

    var remedy: String {
        switch code {
        case ENOENT, ENOTDIR: "Create it, or name another one."
        case EACCES, EPERM: "Let the user that runs exstreamtv read it (chmod, chown)."
        default: "Check the disk it is on."
        }
    }
}
