import Glibc

/// Small pictures in a folder of the program's own, the ones used last up to a limit. Its methods
/// block on the disk.
struct PictureCache: Sendable {
    let folder: String
    /// In bytes, of all pictures together.
    var limit = 67_108_864

    /// - Returns: `nil` if it is not there.
    func picture(_ key: String) -> [UInt8]? {
        let path = path(of: key)
        guard let bytes = try? BoundedFile.read(path, most: 4_194_304) else { return nil }
        utimes(path, nil)
        return bytes
    }

    /// Keeps a picture, and forgets those not used for longest where there are too many. A disk that
    /// takes nothing costs time only.
    func keep(_ bytes: [UInt8], as key: String) {
        mkdir(folder, 0o750)
        let path = path(of: key)
        let file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { return }
        let written = write(file, bytes, bytes.count)
        close(file)
        guard written == bytes.count, rename(path + ".part", path) == 0 else {
            unlink(path + ".part")
            return
        }
        trim()
    }

    private func path(of key: String) -> String { "\(folder)/\(key).jpg" }

    private func trim() {
        var kept = entries()
        var size = kept.reduce(0) { $0 + $1.size }
        guard size > limit else { return }
        kept.sort { $0.used < $1.used }
        for entry in kept where size > limit / 4 * 3 {
            unlink(entry.path)
            size -= entry.size
        }
    }

    private func entries() -> [(path: String, size: Int, used: Int)] {
        guard let open = opendir(folder) else { return [] }
        defer { closedir(open) }
        var entries: [(path: String, size: Int, used: Int)] = []
        while let entry = readdir(open) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            let path = "\(folder)/\(name)"
            guard !name.hasPrefix("."), stat(path, &status) == 0 else { continue }
            entries.append((path, Int(status.st_size), status.st_mtim.tv_sec))
        }
        return entries
    }
}
