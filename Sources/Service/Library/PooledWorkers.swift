import Broadcast
import Synchronization
import Wire

/// The worker pool as the library uses it: few starts, never so many that viewers wait for theirs.
struct PooledWorkers: LibraryWorkers {
    let start: Launch
    /// Between two starts that follow each other because a file killed the first worker.
    var pause = Duration.seconds(1)
    private static let attempts = 30

    func launch(_ job: WorkerJob) async throws -> any LibraryWorker {
        for _ in 1..<Self.attempts {
            do {
                return PooledWorker(try await start(job))
            } catch SpawnLimiter.Refusal.startingTooFast, SpawnLimiter.Refusal.tooManyWorkers {
                try await Task.sleep(for: pause)
            }
        }
        return PooledWorker(try await start(job))
    }
}

/// One worker's news, kept until they are asked for.
private actor PooledWorker: LibraryWorker {
    private let worker: Worker
    private var answers: [WorkerAnswer] = []
    private var waiter: CheckedContinuation<Void, Never>?
    private var hasEnded = false

    init(_ worker: Worker) {
        self.worker = worker
        Task { [weak self] in
            for await news in worker.news { await self?.take(WorkerAnswer(news)) }
            await self?.take(.ended(reason: "went away"))
        }
    }

    func send(_ order: WorkerOrder) { worker.send(order) }

    func end() { worker.end() }

    func next(within patience: Duration) async -> WorkerAnswer {
        if answers.isEmpty {
            let timer = Task {
                try await Task.sleep(for: patience)
                wake()
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiter = $0 }
            } onCancel: {
                Task { await self.wake() }
            }
            timer.cancel()
        }
        return answers.isEmpty ? .silence : answers.removeFirst()
    }

    private func take(_ answer: WorkerAnswer) {
        if hasEnded { return }
        if case .ended = answer { hasEnded = true }
        answers.append(answer)
        wake()
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }
}

extension WorkerAnswer {
    fileprivate init(_ news: WorkerNews) {
        self =
            switch news {
            case .event(let event): .event(event)
            case .ended(status: 0): .ended(reason: nil)
            case .ended(let status) where status < 0: .ended(reason: Self.end(bySignal: -status))
            case .ended(let status): .ended(reason: "gave up (code \(status))")
            }
    }

    private static func end(bySignal signal: Int32) -> String {
        switch signal {
        case 4, 6, 7, 8, 11: "crashed (signal \(signal))"
        case 9: "was killed"
        case 14, 24: "took too long"
        default: "ended by signal \(signal)"
        }
    }
}
