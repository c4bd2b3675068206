import Testing

@testable import Wire

@Suite struct TokenBucketTests {
    @Test func aBurstPassesThenTheRate() {
        var limit = RateLimit(at: .zero)
        let source = IPAddress(10, 77, 0, 3)

        let passed = [Duration.zero, .seconds(1), .seconds(100)].map { now in
            (0..<300).count { _ in limit.allows(source, at: now) }
        }

        #expect(passed == [20, 10, 20])
    }

    @Test func slowTricklesAddUp() {
        var bucket = TokenBucket(burst: 1, rate: 10, at: .zero)
        let passed = (0..<1000).count { bucket.take(at: .milliseconds($0)) }

        #expect(passed == 10)
    }

    @Test func allSourcesTogetherAreLimited() {
        var limit = RateLimit(globalBurst: 50, globalRate: 10, at: .zero)
        let passed = (0..<200).count { limit.allows(IPAddress(10, 0, 0, UInt8($0)), at: .zero) }

        #expect(passed == 50)
    }

    @Test func memoryIsBounded() {
        var limit = RateLimit(capacity: 16, at: .zero)
        for index in 0..<10_000 {
            _ = limit.allows(
                IPAddress(10, 0, UInt8(index >> 8), UInt8(index & 255)), at: .milliseconds(index))
        }

        #expect(limit.remembered <= 16)
    }

    @Test func timeThatGoesBackAddsNothing() {
        var bucket = TokenBucket(burst: 1, rate: 10, at: .seconds(5))

        let passed = [Duration.seconds(5), .seconds(1)].map { bucket.take(at: $0) }

        #expect(passed == [true, false])
    }
}
