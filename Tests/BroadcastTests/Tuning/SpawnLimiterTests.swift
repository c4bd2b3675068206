import Broadcast
import Testing

@Suite struct SpawnLimiterTests {
    let calm = SpawnLimiter.Gauges(memoryPercent: 40, openDescriptors: 30)

    private func limits(_ processes: Int, burst: Int = 4, rate: Double = 2) -> SpawnLimiter.Limits {
        .init(
            processes: processes, memoryBudget: 4 << 30, descriptors: 1_024, burst: burst,
            rate: rate)
    }

    @Test func theCeilingIsTheSmallestOfThreeAndAtLeastOne() {
        let byMemory = SpawnLimiter.Limits(
            processes: 64, memoryBudget: 300, memoryOfOne: 100, descriptors: 1_024)
        let byDescriptors = SpawnLimiter.Limits(
            processes: 64, memoryBudget: 1 << 40, descriptors: 120, descriptorsOfOne: 4)
        let none = SpawnLimiter.Limits(processes: 64, memoryBudget: 0, descriptors: 0)

        #expect([byMemory, byDescriptors, none].map(\.ceiling) == [3, 5, 1])
    }

    @Test func fullMemoryOrManyDescriptorsRefuse() {
        var limiter = SpawnLimiter(limits(8))

        #expect(throws: SpawnLimiter.Refusal.memoryShort(percent: 85)) {
            try limiter.acquire(at: .zero, .init(memoryPercent: 85, openDescriptors: 30))
        }
        #expect(throws: SpawnLimiter.Refusal.descriptorsShort(open: 924)) {
            try limiter.acquire(at: .zero, .init(memoryPercent: 10, openDescriptors: 924))
        }
        #expect(limiter.live == 0)
    }

    @Test func manyRefusalsLeakNothing() throws {
        var limiter = SpawnLimiter(limits(8, burst: 1, rate: 0))
        for step in 0..<100_000 {
            try? limiter.acquire(
                at: .milliseconds(step), .init(memoryPercent: 99, openDescriptors: 30))
        }

        try limiter.acquire(at: .seconds(100), calm)
        #expect(limiter.live == 1)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func neitherCeilingNorRateIsEverExceeded(seed: UInt64) {
        var random = Lots(seed: seed)
        let limits = limits(1 + random.below(6), burst: 1 + random.below(5), rate: 2)
        var limiter = SpawnLimiter(limits)
        var now = Duration.zero
        var grants: [Duration] = []
        for _ in 0..<3_000 {
            now += .milliseconds(random.below(300))
            if random.below(3) > 0 {
                if (try? limiter.acquire(at: now, calm)) != nil { grants.append(now) }
            } else if limiter.live > 0 {
                limiter.release()
            }
            #expect((0...limits.ceiling).contains(limiter.live))
            #expect(limiter.acquired - limiter.released == limiter.live)
        }
        for (index, first) in grants.enumerated() {
            for (count, last) in grants[index...].enumerated().prefix(40) {
                let seconds = Double((last - first).inMicroseconds) / 1_000_000
                #expect(Double(count + 1) <= Double(limits.burst) + limits.rate * seconds + 1e-6)
            }
        }
    }

    @Test func everyRefusalSaysWhatToDo() {
        #expect(
            SpawnLimiter.Refusal.tooManyWorkers(4).description
                == "4 workers run already, which is all this machine may have at once. "
                + "Watch fewer channels at once, or raise streaming.max_channels.")
        #expect(
            SpawnLimiter.Refusal.startingTooFast.description
                == "Workers are being started faster than is good for this machine. "
                + "Try again in a moment.")
        #expect(
            SpawnLimiter.Refusal.memoryShort(percent: 90).description
                == "90 % of the memory is in use, too much to start another worker. "
                + "End other programs, or add memory.")
        #expect(
            SpawnLimiter.Refusal.descriptorsShort(open: 950).description
                == "950 files and sockets are open, too many to start another worker. "
                + "Raise the limit of open files (LimitNOFILE of the service).")
    }
}
