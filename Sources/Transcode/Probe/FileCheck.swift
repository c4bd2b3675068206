import CLibav
import Glibc

/// What the file system and the first bytes say, for clear words about files that do not open.
enum FileCheck {
    /// Bytes of the regular, readable, not empty file at `path`.
    static func size(of path: String) throws(Unplayable) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw .unreadable(reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size > 0 else { throw .empty }
        return Int64(status.st_size)
    }

    /// The first bytes of a file; fewer than `count` when it is short or unreadable.
    static func head(of path: String, count: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = read(file, &bytes, count)
        return Array(bytes.prefix(max(0, got)))
    }

    /// What kept libav from reading `path`.
    static func explain(_ error: LibavError, path: String) -> Unplayable {
        switch error.code {
        case clibav_error_exit(): .tooSlow
        case -EINVAL: .notMedia
        case clibav_error_invalid_data():
            head(of: path, count: 8).suffix(4) == Array("ftyp".utf8) ? .noIndex : .notMedia
        case clibav_error_decoder_not_found(): .noDecoder(codec: "unknown")
        case -EACCES, -EIO, -ENOENT, -ESTALE: .unreadable(reason: error.reason)
        default: .damaged(reason: error.reason)
        }
    }
}
