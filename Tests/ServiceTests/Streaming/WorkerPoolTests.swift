import Broadcast
import Logging
import Synchronization
import Testing
import Wire

@testable import Service

@Suite struct WorkerPoolTests {
    /// A nursery whose workers do nothing until they are ended.
    private static let nursery = NurseryProcess.Command(
        executable: "/bin/sh",
        arguments: [
            "sh", "-c",
            """
            echo '{"ready":{"libav":"none"}}' >&3
            while read -r line <&3; do
                id=${line#*'"id":'}
                id=${id%%[,\\}]*}
                case $line in
                *'"kill"'*)
                    echo '{"ended":{"id":'$id',"status":-9,"peakMemory":0,"processorTime":[0,0]}}' ;;
                *) echo '{"started":{"id":'$id',"pid":1}}' ;;
                esac >&3
            done
            """,
        ])

    @Test func slatesAreMadeOneAfterTheOther() async throws {
        let first = Mutex<Worker?>(nil)
        let waits = Mutex(0)
        let pool = WorkerPool(
            command: Self.nursery, limits: .init(memoryBudget: 1 << 40, descriptors: 1_000),
            gauges: { .init(memoryPercent: 0, openDescriptors: 0) }, clock: .system(),
            wait: { _ in
                waits.withLock { $0 += 1 }
                guard let worker = first.withLock({ $0 }) else { return }
                worker.end()
                for await _ in worker.news {}
            }, log: Logger(label: "test"))
        let slate = WorkerJob.slate(
            SlateJob(profile: .hd720, number: ChannelNumber(1), name: "One", text: "Soon"))
        let worker = try await pool.launch(slate)
        first.withLock { $0 = worker }
        _ = try await pool.launch(.scan)
        #expect(waits.withLock { $0 } == 0, "what is no slate does not wait")

        _ = try await pool.launch(slate)
        #expect(waits.withLock { $0 } == 1)
        #expect(await pool.entries.count == 2)
        await pool.shutdown()
    }
}
