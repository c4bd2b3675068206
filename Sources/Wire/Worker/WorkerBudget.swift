extension WorkerJob {
    /// What process lists and the status document call the worker.
    public var title: String {
        switch self {
        case .stream(let stream): "stream \(stream.number)"
        case .slate: "slate"
        case .scan: "scan"
        case .demo: "demo"
        }
    }

    /// Private writable memory that it may have, in bytes; past it the kernel refuses.
    public var memoryBudget: Int {
        switch self {
        // Measured: 112 MB for 1080p; a 4K source of ten bits holds up to 0.5 GB of pictures.
        case .stream: 1_073_741_824
        case .slate, .scan, .demo: 536_870_912
        }
    }
}
