import CLinux
import Glibc
import Wire

/// What one kind of worker may use at most; past it the kernel refuses or kills.
struct WorkerLimits: Equatable {
    /// As `ps` shows the process.
    let name: String
    /// Private writable memory, in bytes.
    let memory: UInt64
    /// Size of a file it writes, in bytes; 0 forbids writing files.
    let fileSize: UInt64
    /// It reads files of unknown origin, so it may change nothing outside itself.
    let readsOnly: Bool
    /// Added to its nice value: streams go before scans.
    let niceness: CInt

    init(for job: WorkerJob) {
        switch job {
        case .stream(let stream):
            // Measured: 112 MB for 1080p; a 4K source of ten bits holds up to 0.5 GB of pictures.
            self.init(
                name: "stream \(stream.number)", memory: 1_073_741_824, fileSize: 0,
                readsOnly: true, niceness: 0)
        case .slate:
            self.init(
                name: "slate", memory: 536_870_912, fileSize: 0, readsOnly: true, niceness: 5)
        case .scan:
            self.init(name: "scan", memory: 536_870_912, fileSize: 0, readsOnly: true, niceness: 10)
        case .demo:
            self.init(
                name: "demo", memory: 536_870_912, fileSize: 33_554_432, readsOnly: false,
                niceness: 0)
        }
    }

    private init(name: String, memory: UInt64, fileSize: UInt64, readsOnly: Bool, niceness: CInt) {
        self.name = name
        self.memory = memory
        self.fileSize = fileSize
        self.readsOnly = readsOnly
        self.niceness = niceness
    }

    /// Confines the calling process for good.
    ///
    /// - Parameter parent: The nursery; the worker dies with it.
    /// - Returns: 0, or the error number.
    func confine(parent: pid_t) -> CInt {
        let problem = name.withCString {
            var wanted = clinux_confinement(
                parent: parent, name: $0, oom_score: 500, memory: memory, descriptors: 64,
                file_size: fileSize)
            return -clinux_confine(&wanted)
        }
        guard problem == 0 else { return problem }
        // Where the kernel has no Landlock, the other limits have to do.
        if readsOnly { clinux_forbid_changes() }
        if niceness > 0 { nice(niceness) }
        return 0
    }
}
