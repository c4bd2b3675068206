import Broadcast
import NIOPosix

import protocol NIOCore.EventLoop

/// Looks at every part of the service for `/metrics`.
struct Surveyor: Sendable {
    let pool: WorkerPool
    let sessions: Sessions
    let keeper: TimelineKeeper

    func measure() async throws -> Measurements {
        let feeds = await sessions.feeds()
        var memory: [Broadcast.Channel.ID: Int] = [:]
        for feed in feeds {
            guard let worker = feed.worker, let bytes = ProcessMemory.resident(of: worker) else {
                continue
            }
            memory[feed.channel, default: 0] += bytes
        }
        return Measurements(
            workers: await pool.counts, guards: await sessions.channels.guards(),
            tunes: await sessions.tunes, viewers: await sessions.snapshot().count,
            workerMemory: memory, builds: await keeper.builds,
            resident: ProcessMemory.resident,
            openDescriptors: MachineGauges.read().openDescriptors, lag: try await lag())
    }

    private func lag() async throws -> Duration {
        var slowest = Duration.zero
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() {
            let asked = ContinuousClock.now
            let begun = try await loop.submit { ContinuousClock.now }.get()
            slowest = max(slowest, asked.duration(to: begun))
        }
        return slowest
    }
}
