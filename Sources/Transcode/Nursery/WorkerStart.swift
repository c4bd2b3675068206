import CLinux
import Glibc
import Wire

/// The first steps of a forked child, before it becomes the worker that its job asks for.
enum WorkerStart {
    /// Never returns into the nursery's code: the process ends when the job does.
    static func become(_ job: WorkerJob, with descriptors: WorkerDescriptors, parent: pid_t)
        -> Never
    {
        clinux_reset_signals()
        var kept = [0, 1, 2, descriptors.control]
        if case .stream = job { kept.append(descriptors.output) }
        kept.sort()
        var problem = -clinux_silence(0)
        if problem == 0 { problem = -clinux_silence(1) }
        if problem == 0 { problem = -clinux_close_all_but(kept, CInt(kept.count)) }
        if problem == 0 { problem = WorkerLimits(for: job).confine(parent: parent) }
        guard problem == 0 else { _exit(WorkerExit.unconfined) }

        switch job {
        case .scan: ScanWorker.run(control: descriptors.control)
        case .demo(let folder): DemoWorker.run(folder: folder, control: descriptors.control)
        case .slate(let job): SlateWorker.run(job, control: descriptors.control)
        case .stream(let job):
            StreamWorker.run(job, output: descriptors.output, control: descriptors.control)
        }
    }
}

/// Exit codes of workers, as `ended` reports them.
enum WorkerExit {
    static let done: CInt = 0
    /// It cannot go on; its last line on standard error says why.
    static let failed: CInt = 70
    /// It could not be confined, so it did nothing.
    static let unconfined: CInt = 71
}
