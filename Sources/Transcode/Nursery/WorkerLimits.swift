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
        name = job.title
        memory = UInt64(job.memoryBudget)
        switch job {
        case .stream: (fileSize, readsOnly, niceness) = (0, true, 0)
        case .slate: (fileSize, readsOnly, niceness) = (0, true, 5)
        case .scan: (fileSize, readsOnly, niceness) = (0, true, 10)
        case .demo: (fileSize, readsOnly, niceness) = (33_554_432, false, 0)
        }
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
        // Where the kernel has no Landlock or no seccomp, the other limits have to do.
        if readsOnly { clinux_forbid_changes() }
        clinux_forbid_calls()
        if niceness > 0 { nice(niceness) }
        return 0
    }
}
