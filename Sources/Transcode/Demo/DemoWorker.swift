import Glibc
import Wire

/// Makes the demo library in a folder, clip by clip, then ends; earlier when the daemon does.
enum DemoWorker {
    /// What became of one clip.
    enum Outcome: Equatable {
        case made
        /// The daemon wants it no longer.
        case stopped
        /// Why it could not be made, as a sentence.
        case failed(String)
    }

    static func run(folder: String, control descriptor: CInt) -> Never {
        let control = WorkerControl(descriptor: descriptor)
        for clip in DemoClip.all {
            let path = "\(folder)/\(clip.folder)/\(clip.name)"
            switch make(clip, in: "\(folder)/\(clip.folder)", while: { control.isOpen }) {
            case .made: _ = control.tell(.made(path: path))
            case .stopped: _exit(WorkerExit.done)
            case .failed(let reason):
                _ = control.tell(.unplayable(path: path, reason: reason))
                _exit(WorkerExit.failed)
            }
        }
        _exit(WorkerExit.done)
    }

    /// Makes a clip unless it is there already; half a clip never has its real name.
    static func make(
        _ clip: DemoClip, in folder: String, while isWanted: () -> Bool = { true }
    ) -> Outcome {
        let path = "\(folder)/\(clip.name)"
        if access(path, F_OK) == 0 { return .made }
        guard makeFolder(folder) else { return failed(folder, String(cString: strerror(errno))) }
        let part = "\(folder)/.\(clip.name).part"
        do throws(LibavError) {
            guard try ClipWriter(clip, path: part).write(while: isWanted) else {
                unlink(part)
                return .stopped
            }
        } catch {
            unlink(part)
            return failed(path, error.reason)
        }
        guard rename(part, path) == 0 else { return failed(path, String(cString: strerror(errno))) }
        return .made
    }

    private static func failed(_ path: String, _ reason: String) -> Outcome {
        .failed("The demo clip cannot be written to \(path): \(reason).")
    }

    /// Makes a folder and those it lies in.
    private static func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex
        else { return false }
        return makeFolder(String(path[..<slash])) && mkdir(path, 0o755) == 0
    }
}
