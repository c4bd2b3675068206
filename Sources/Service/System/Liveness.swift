import Broadcast
import Logging
import NIOCore
import NIOPosix
import Store

/// Says that the station is alive as long as it does its work: what hangs is not said to live, and
/// the supervisor ends the program and starts it anew.
struct Liveness: Sendable {
    /// Returns when a part of the station has done something.
    typealias Sign = @Sendable () async throws -> Void

    let supervisor: Supervisor
    let signs: [Sign]
    let log: Logger
    var wait: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Goes on until it is cancelled.
    func run() async throws {
        supervisor.tell("READY=1")
        while true {
            if supervisor.watchdog != nil { await look() }
            try await wait(supervisor.watchdog.map { $0 / 3 } ?? .seconds(86_400))
        }
    }

    private func look() async {
        do {
            for sign in signs { try await sign() }
            supervisor.tell("WATCHDOG=1")
        } catch is CancellationError {
        } catch {
            log.error("The station does not work: \(error)")
        }
    }

    /// The threads of connections turn, the disk answers, workers' pipes are read.
    static func signs(of store: Store) -> [Sign] {
        let loops = MultiThreadedEventLoopGroup.singleton.makeIterator().map { loop in
            { @Sendable in try await loop.submit {}.get() }
        }
        return loops + [
            { _ = try await store.setting("alive") }, { await PipePump.shared.turn() },
        ]
    }
}
