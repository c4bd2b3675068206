import Glibc
import Wire

/// Makes the demo library in a folder, clip by clip, then ends.
enum DemoWorker {
    static func run(folder: String, control descriptor: CInt) -> Never {
        let control = WorkerControl(descriptor: descriptor)
        for clip in DemoClip.all {
            let path = "\(folder)/\(clip.folder)/\(clip.name)"
            if let reason = make(clip, in: "\(folder)/\(clip.folder)") {
                _ = control.tell(.unplayable(path: path, reason: reason))
                _exit(1)
            }
            guard control.tell(.made(path: path)) else { break }
        }
        _exit(WorkerExit.done)
    }

    /// Makes a clip that is not there yet; half a clip never has its real name.
    ///
    /// - Returns: Why it could not be made, as a sentence.
    static func make(_ clip: DemoClip, in folder: String) -> String? {
        let path = "\(folder)/\(clip.name)"
        if access(path, F_OK) == 0 { return nil }
        guard makeFolder(folder) else { return sentence(folder, String(cString: strerror(errno))) }
        let part = "\(folder)/.\(clip.name).part"
        do throws(LibavError) {
            try ClipWriter(clip, path: part).write()
        } catch {
            unlink(part)
            return sentence(path, error.reason)
        }
        guard rename(part, path) == 0 else {
            return sentence(path, String(cString: strerror(errno)))
        }
        return nil
    }

    private static func sentence(_ path: String, _ reason: String) -> String {
        "The demo clip cannot be written to \(path): \(reason)."
    }

    /// Makes a folder and those it lies in.
    private static func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex
        else { return false }
        return makeFolder(String(path[..<slash])) && mkdir(path, 0o755) == 0
    }
}
