import Broadcast
import Testing

@Suite struct FailureLimiterTests {
    @Test func fourFailuresCostNothing() {
        var limiter = FailureLimiter()
        for _ in 1...4 { limiter.failed("a", at: .zero) }
        #expect(limiter.wait(of: "a", at: .zero) == nil)
    }

    @Test func eachFurtherFailureDoublesTheWaitUpToFiveMinutes() {
        var limiter = FailureLimiter()
        for _ in 1...4 { limiter.failed("a", at: .zero) }
        var now = Duration.seconds(10)
        for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            limiter.failed("a", at: now)
            #expect(limiter.wait(of: "a", at: now) == .seconds(expected))
            now += .seconds(expected)
            #expect(limiter.wait(of: "a", at: now) == nil)
        }
    }

    @Test func aSuccessClearsTheSlateAndOthersAreNotKeptWaiting() {
        var limiter = FailureLimiter()
        for _ in 1...8 { limiter.failed("a", at: .zero) }
        #expect(limiter.wait(of: "b", at: .zero) == nil)
        limiter.succeeded("a")
        #expect(limiter.wait(of: "a", at: .zero) == nil)
    }

    @Test func manyAddressesDoNotMakeRoomForTheOneThatWaits() {
        var limiter = FailureLimiter()
        for _ in 1...10 { limiter.failed("a", at: .zero) }
        for peer in 1...2_000 { limiter.failed("\(peer)", at: .seconds(1)) }
        #expect(limiter.wait(of: "a", at: .seconds(2)) != nil)
    }
}
