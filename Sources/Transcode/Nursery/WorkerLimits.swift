import CLinux
import Wire

/// What one kind of worker may use at most; past it the kernel refuses or kills.
struct WorkerLimits: Equatable {
    /// As `ps` shows the process.
    let name: String
    /// Private writable memory, in bytes.
    let memory: UInt64
    /// Size of a file it writes, in bytes; 0 forbids writing files.
    let fileSize: UInt64
    /// Added to its nice value: streams go before scans.
    let niceness: CInt

    init(for job: WorkerJob) {
        switch job {
        case .stream(let stream):
            self.init(
                name: "stream \(stream.number)", memory: 1_073_741_824, fileSize: 0, niceness: 0)
        case .scan:
            self.init(name: "scan", memory: 536_870_912, fileSize: 0, niceness: 10)
        case .demo:
            self.init(name: "demo", memory: 536_870_912, fileSize: 33_554_432, niceness: 0)
        }
    }

    private init(name: String, memory: UInt64, fileSize: UInt64, niceness: CInt) {
        self.name = name
        self.memory = memory
        self.fileSize = fileSize
        self.niceness = niceness
    }

    /// Confines the calling process for good.
    ///
    /// - Parameter parent: The nursery; the worker dies with it.
    /// - Returns: 0, or the error number.
    func confine(parent: pid_t) -> CInt {
        name.withCString {
            var wanted = clinux_confinement(
                parent: parent, name: $0, oom_score: 500, memory: memory, descriptors: 64,
                file_size: fileSize)
            return -clinux_confine(&wanted)
        }
    }
}
