import Broadcast
import Glibc
import Logging
import Wire

/// Starts every worker process there is, and knows each from its start until it was reaped.
actor WorkerPool {
    /// One process in the registry.
    struct Entry: Sendable {
        let job: WorkerJob
        let started: Duration
        fileprivate(set) var pid: Int32?
        fileprivate var answer: CheckedContinuation<Int32, any Error>?
        fileprivate let ended: AsyncStream<Int32>.Continuation
    }

    private let command: NurseryProcess.Command
    private let gauges: @Sendable () -> SpawnLimiter.Gauges
    private let clock: AirClock
    private let wait: @Sendable (Duration) async throws -> Void
    private let log: Logger
    private(set) var limiter: SpawnLimiter
    private(set) var entries: [Int: Entry] = [:]
    private var lastID = 0
    /// Starts that wait for their turn.
    private var waiting = 0
    private var refused: [String: Int] = [:]
    private var nursery: Task<NurseryProcess, any Error>?
    /// The nursery's process, until its end is noticed.
    private var alive: Int32?
    /// Waits for the nursery's first line.
    private var ready: CheckedContinuation<Void, any Error>?

    /// A start that comes too soon after others waits for so long at a time.
    private static let turn = Duration.milliseconds(250)

    init(
        command: NurseryProcess.Command = .init(), limits: SpawnLimiter.Limits,
        gauges: @escaping @Sendable () -> SpawnLimiter.Gauges, clock: AirClock,
        wait: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        log: Logger
    ) {
        self.command = command
        self.gauges = gauges
        self.clock = clock
        self.wait = wait
        self.log = log
        limiter = SpawnLimiter(limits)
    }

    /// Starts a worker and gives it its job.
    ///
    /// - Throws: ``SpawnLimiter/Refusal`` or ``WorkerError``; both say what to do.
    func launch(_ job: WorkerJob) async throws -> Worker {
        try await admit(job)
        lastID += 1
        let id = lastID
        let (untilEnded, ended) = AsyncStream<Int32>.makeStream()
        entries[id] = Entry(job: job, started: clock.instant, ended: ended)
        do {
            do {
                return try await start(id, job, untilEnded: untilEnded)
            } catch WorkerError.nurseryDied {
                // It may have died before this was asked: a new one gets a chance.
                return try await start(id, job, untilEnded: untilEnded)
            }
        } catch {
            forget(id)
            throw error
        }
    }

    /// Takes a permit; those who come in a crowd wait for their turn.
    private func admit(_ job: WorkerJob) async throws {
        for turn in 0... {
            do throws(SpawnLimiter.Refusal) {
                return try acquire(for: job)
            } catch {
                guard case .startingTooFast = error, turn < job.mostWaits else {
                    refused[error.name, default: 0] += 1
                    throw error
                }
            }
            waiting += 1
            defer { waiting -= 1 }
            try await wait(Self.turn)
        }
    }

    /// Slates are made one after the other: those of a crowd of channels that starts at once would
    /// take permits, and processor time, from starts that viewers wait for.
    private func acquire(for job: WorkerJob) throws(SpawnLimiter.Refusal) {
        if job.isSlate, entries.values.contains(where: \.job.isSlate) { throw .startingTooFast }
        try limiter.acquire(at: clock.instant, gauges())
    }

    var counts: WorkerCounts {
        let active = entries.values.count { $0.pid != nil }
        return WorkerCounts(
            active: active, pending: waiting + entries.count - active, rejected: refused)
    }

    /// Every process that runs, the oldest first.
    var reports: [WorkerReport] {
        entries.sorted { $0.key < $1.key }.compactMap { _, entry in
            entry.pid.map {
                WorkerReport(
                    title: entry.job.title, process: $0, memory: ProcessMemory.resident(of: $0),
                    budget: entry.job.memoryBudget)
            }
        }
    }

    /// Ends all workers and the nursery.
    func shutdown() async {
        let running = try? await nursery?.value
        running?.socket.close()
    }

    private func start(
        _ id: Int, _ job: WorkerJob, untilEnded: AsyncStream<Int32>
    ) async throws -> Worker {
        let nursery = try await runningNursery()
        guard alive == nursery.pid else { throw WorkerError.nurseryDied }
        guard let (read, write) = Descriptor.pipe(), let (ours, theirs) = Descriptor.socketPair()
        else { throw WorkerError.noDescriptors }
        read.widenPipe(to: 1 << 20)
        let control = LineSocket(ours)
        control.start()
        nursery.socket.send(
            NurseryRequest.start(id: id, job: job), descriptors: [write, theirs])
        do {
            let pid = try await withCheckedThrowingContinuation { entries[id]?.answer = $0 }
            return Worker(
                id: id, pid: pid, output: job.hasOutput ? read : nil,
                news: news(of: control, untilEnded: untilEnded),
                send: { control.send($0) },
                end: {
                    control.close()
                    nursery.socket.send(NurseryRequest.kill(id: id))
                })
        } catch {
            control.close()
            throw error
        }
    }

    /// What a worker says until its socket has ended and its process is reaped.
    private func news(
        of control: LineSocket, untilEnded: AsyncStream<Int32>
    ) -> AsyncStream<WorkerNews> {
        let (news, tell) = AsyncStream<WorkerNews>.makeStream()
        let log = log
        Task {
            for await line in control.lines {
                guard let event = try? JSONLine.decode(WorkerEvent.self, from: line) else {
                    log.warning("A worker said something that could not be understood.")
                    continue
                }
                tell.yield(.event(event))
            }
            for await status in untilEnded { tell.yield(.ended(status: status)) }
            tell.finish()
        }
        return news
    }
}

// MARK: - The nursery

extension WorkerPool {
    /// The nursery, started if there is none; those who come meanwhile wait for the same one.
    private func runningNursery() async throws -> NurseryProcess {
        if let nursery { return try await nursery.value }
        let starting = Task { try await startNursery() }
        nursery = starting
        do {
            return try await starting.value
        } catch {
            if nursery == starting { nursery = nil }
            throw error
        }
    }

    private func startNursery() async throws -> NurseryProcess {
        let process = try NurseryProcess.start(command)
        alive = process.pid
        process.socket.start()
        try await withCheckedThrowingContinuation { waiter in
            ready = waiter
            Task { await follow(process) }
        }
        return process
    }

    /// Takes what the nursery says until it ends; then every worker has ended with it.
    private func follow(_ process: NurseryProcess) async {
        for await line in process.socket.lines {
            guard let event = try? JSONLine.decode(NurseryEvent.self, from: line) else {
                log.warning("The nursery said something that could not be understood.")
                continue
            }
            take(event)
        }
        process.reap()
        log.info("The nursery has ended.")
        // Another may have been started since this one said that it is unable.
        guard alive == process.pid else { return }
        nursery = nil
        alive = nil
        answerReady(.failure(WorkerError.nurseryDied))
        for id in entries.keys { ended(id, status: -SIGKILL) }
    }

    private func take(_ event: NurseryEvent) {
        switch event {
        case .ready(let libav):
            log.info("The nursery is ready: \(libav).")
            answerReady(.success(()))
        case .unable(let message, let remedy):
            answerReady(.failure(WorkerError.unable(message: message, remedy: remedy)))
        case .started(let id, let pid):
            entries[id]?.pid = pid
            answer(id, .success(pid))
        case .refused(let id, let reason):
            answer(id, .failure(WorkerError.refused(reason)))
        case .ended(let id, let status, let peakMemory, let processorTime):
            logEnd(id, status, peakMemory, processorTime)
            ended(id, status: status)
        }
    }

    private func answerReady(_ result: Result<Void, any Error>) {
        ready?.resume(with: result)
        ready = nil
    }

    private func answer(_ id: Int, _ result: Result<Int32, any Error>) {
        let waiter = entries[id]?.answer
        entries[id]?.answer = nil
        waiter?.resume(with: result)
    }

    /// A worker has gone, or the nursery with everything in it.
    private func ended(_ id: Int, status: Int32) {
        if entries[id]?.pid == nil {
            answer(id, .failure(WorkerError.nurseryDied))
        } else {
            entries[id]?.ended.yield(status)
            forget(id)
        }
    }

    private func forget(_ id: Int) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        entry.ended.finish()
        limiter.release()
    }

    private func logEnd(_ id: Int, _ status: Int32, _ memory: Int, _ time: Duration) {
        let how = status < 0 ? "signal \(-status)" : "code \(status)"
        log.debug(
            "A worker has ended.",
            metadata: [
                "worker": "\(id)", "with": "\(how)", "peak_memory": "\(memory >> 20) MB",
                "processor_time": "\(time)",
            ])
    }
}

extension WorkerJob {
    /// Whether it writes a stream.
    fileprivate var hasOutput: Bool {
        switch self {
        case .stream: true
        case .scan, .demo, .slate: false
        }
    }

    fileprivate var isSlate: Bool {
        if case .slate = self { true } else { false }
    }

    /// How often its start may wait for its turn; nobody waits for a slate.
    fileprivate var mostWaits: Int { isSlate ? 400 : 16 }
}
