import Wire

/// Who runs in the nursery. Decides what a request leads to; never acts.
struct NurseryRoster: Equatable, Sendable {
    enum Action: Equatable, Sendable {
        case fork(id: Int, job: WorkerJob)
        case kill(pid: Int32)
        case tell(NurseryEvent)
        case nothing
    }

    /// No machine of ours plays this many channels; more is a runaway daemon.
    static let mostWorkers = 256

    private var pids: [Int: Int32] = [:]

    /// Process ids of all that run.
    var running: [Int32] { pids.values.sorted() }

    /// - Parameter hasDescriptors: Whether a `start` came with its two descriptors.
    func answer(to request: NurseryRequest, hasDescriptors: Bool) -> Action {
        switch request {
        case .start(let id, let job):
            guard hasDescriptors else {
                return .tell(.refused(id: id, reason: "It came without its two descriptors."))
            }
            guard pids[id] == nil else {
                return .tell(.refused(id: id, reason: "Worker \(id) is already running."))
            }
            guard pids.count < Self.mostWorkers else {
                return .tell(.refused(id: id, reason: "\(pids.count) workers run already."))
            }
            return .fork(id: id, job: job)
        case .kill(let id):
            // One that has just ended is not an error: its `ended` is on the way.
            return pids[id].map { .kill(pid: $0) } ?? .nothing
        }
    }

    mutating func started(_ id: Int, pid: Int32) {
        pids[id] = pid
    }

    /// - Returns: The worker's id, `nil` for a process that is none of ours.
    mutating func ended(pid: Int32) -> Int? {
        guard let id = pids.first(where: { $0.value == pid })?.key else { return nil }
        pids[id] = nil
        return id
    }
}
