import ServiceLifecycle

/// A part of the station that runs until the station stops.
struct Part: ServiceLifecycle.Service {
    let work: @Sendable () async throws -> Void

    /// Work that goes on until it is cancelled.
    static func running(_ work: @escaping @Sendable () async throws -> Void) -> Part {
        Part {
            try await cancelWhenGracefulShutdown {
                do { try await work() } catch is CancellationError {}
            }
        }
    }

    /// Something to do when the station stops, after the parts that come later in its list.
    static func atTheEnd(_ work: @escaping @Sendable () async -> Void) -> Part {
        Part {
            try? await gracefulShutdown()
            await work()
        }
    }

    func run() async throws { try await work() }
}
