import Broadcast
import Store
import Wire

/// The small library that the program makes itself while it has no other.
struct Demo: Sendable {
    let store: Store
    let workers: any LibraryWorkers
    /// Where the clips are; beside the database.
    let folder: String

    /// Raised when the clips become other ones, so that they are made anew.
    private static let edition = "1"
    private static let key = "demo.edition"

    var source: SourceDraft { SourceDraft(kind: .demo, location: folder, name: "Demo") }

    func isMade() async throws -> Bool {
        try await store.setting(Self.key) == Self.edition
    }

    /// Has a worker make the clips. One that was interrupted goes on where it was.
    ///
    /// - Parameter made: called after each clip.
    /// - Throws: what keeps the worker from being started, or ``DemoError``.
    func make(_ made: @Sendable () async throws -> Void) async throws {
        let worker = try await workers.launch(.demo(folder: folder))
        do {
            try await follow(worker, made)
        } catch {
            await worker.end()
            throw error
        }
        try await store.set(Self.key, to: Self.edition)
    }

    private func follow(
        _ worker: any LibraryWorker, _ made: @Sendable () async throws -> Void
    ) async throws {
        while true {
            try Task.checkCancellation()
            switch await worker.next(within: .seconds(120)) {
            case .event(.made): try await made()
            case .event: continue
            case .silence:
                try Task.checkCancellation()
                throw DemoError(reason: "got no further in two minutes")
            case .ended(let reason?): throw DemoError(reason: reason)
            case .ended(nil): return
            }
        }
    }
}

/// Why there is no demo library.
struct DemoError: Error, Equatable {
    let reason: String
}

extension DemoError: Explained {
    var message: String { "The demo library could not be made: the worker \(reason)." }
    var remedy: String { "Set library.folders to a folder of your own; see the log for the rest." }
}
