import Glibc
import HTTPTypes
import Wire

/// Folders of this machine as the owner chooses them. Blocks on the disk.
enum FolderChoice {
    /// More folders than this are not shown of one folder.
    private static let most = 500
    /// Where this machine keeps itself: no media, and files that change while they are read.
    private static let system = ["/proc", "/sys", "/dev", "/run"]

    /// The folder's path without links, dots and double slashes.
    ///
    /// - Throws: ``Problem`` if it is not a folder that this program can read.
    static func check(_ path: String) throws(Problem) -> String {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw .invalid("location", "is not an absolute path", "Write it as /srv/films.")
        }
        let plain = resolved(path) ?? path
        guard !isSystem(plain), plain != "/" else {
            throw .invalid(
                "location", "is a folder of the system itself", "Choose the folder of your media.")
        }
        guard let folder = opendir(plain) else {
            throw .invalid(
                "location", "cannot be opened: \(explanation(of: errno))",
                "Check that it is there, and that the user of this program may read it.")
        }
        closedir(folder)
        return plain
    }

    /// `{"path", "parent", "folders", "files"}`; `files` counts those that may be media.
    static func list(_ path: String) throws(Problem) -> JSON {
        guard path.hasPrefix("/"), !path.utf8.contains(0), let plain = resolved(path),
            !isSystem(plain), let folder = opendir(plain)
        else {
            throw Problem(
                .notFound, "There is no such folder, or it cannot be opened.",
                remedy: "Choose another one.", field: "path")
        }
        defer { closedir(folder) }
        var (names, files): ([String], Int) = ([], 0)
        while let entry = readdir(folder) {
            guard let name = name(of: entry), !name.hasPrefix(".") else { continue }
            let full = plain == "/" ? "/\(name)" : "\(plain)/\(name)"
            if isFolder(entry, at: full) {
                if !isSystem(full) { names.append(name) }
            } else if FileKind(name: name) != .other {
                files += 1
            }
        }
        let sorted = names.sorted { $0.naturalOrderKey < $1.naturalOrderKey }
        return [
            "path": .text(plain),
            "parent": .optional(plain == "/" ? nil : parent(of: plain)),
            "folders": .list(sorted.prefix(most).map(JSON.text)),
            "files": .number(files),
        ]
    }

    private static func parent(of path: String) -> String {
        "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// `nil` if it is not there.
    private static func resolved(_ path: String) -> String? {
        guard path.utf8.count < Int(PATH_MAX), let plain = realpath(path, nil) else { return nil }
        defer { free(plain) }
        return String(validatingCString: plain)
    }

    private static func isSystem(_ path: String) -> Bool {
        system.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
        let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
        return String(validatingCString: start.assumingMemoryBound(to: CChar.self))
    }

    private static func isFolder(
        _ entry: UnsafeMutablePointer<dirent>, at path: String
    ) -> Bool {
        let kind = entry.pointee.d_type
        guard kind == UInt8(DT_LNK) || kind == UInt8(DT_UNKNOWN) else {
            return kind == UInt8(DT_DIR)
        }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
