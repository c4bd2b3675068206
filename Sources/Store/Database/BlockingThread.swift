import Glibc
import Synchronization

/// A thread that runs an actor's jobs one by one, so that an actor may block on the disk without
/// holding up the pool that serves viewers. Sleeps while there is nothing to do.
public final class BlockingThread: SerialExecutor {
    private let queue: JobQueue

    public init() throws(StoreError) {
        queue = JobQueue()
        try queue.start()
    }

    deinit { queue.stop() }

    public func enqueue(_ job: consuming ExecutorJob) {
        queue.add(UnownedJob(job), for: self)
    }
}

/// The jobs that wait, and the thread that takes them. The thread keeps the queue alive, each
/// waiting job keeps its executor alive.
private final class JobQueue: Sendable {
    private struct Waiting {
        var jobs: [(UnownedJob, BlockingThread)] = []
        var isStopped = false
    }

    private let waiting = Mutex(Waiting())
    private let signal = Signal()

    func start() throws(StoreError) {
        var thread = pthread_t()
        let kept = Unmanaged.passRetained(self)
        let code = pthread_create(&thread, nil, runQueue, kept.toOpaque())
        guard code == 0 else {
            kept.release()
            throw .failed("no thread for disk work (\(String(cString: strerror(code))))")
        }
        pthread_detach(thread)
    }

    func add(_ job: UnownedJob, for executor: BlockingThread) {
        waiting.withLock { $0.jobs.append((job, executor)) }
        signal.raise()
    }

    func stop() {
        waiting.withLock { $0.isStopped = true }
        signal.raise()
    }

    func run() {
        while true {
            signal.wait()
            let (jobs, isStopped) = waiting.withLock { waiting in
                defer { waiting.jobs = [] }
                return (waiting.jobs, waiting.isStopped)
            }
            for (job, executor) in jobs {
                job.runSynchronously(on: executor.asUnownedSerialExecutor())
            }
            if isStopped && jobs.isEmpty { return }
        }
    }
}

private func runQueue(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
}

/// A counting semaphore of the C library.
private final class Signal: @unchecked Sendable {
    // Unchecked: sem_t is made for use by several threads, and the pointer never changes.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func raise() { sem_post(semaphore) }

    func wait() {
        while sem_wait(semaphore) != 0 {}
    }
}
