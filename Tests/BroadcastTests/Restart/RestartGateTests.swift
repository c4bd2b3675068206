import Broadcast
import Testing

@Suite struct RestartGateTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func noWindowHoldsMoreThanTenGrantsAndNoChannelTwoWithinThirtySeconds(seed: UInt64) {
        var random = Lots(seed: seed)
        var gate = RestartGate()
        var now = Duration.zero
        var grants: [(at: Duration, channel: Channel.ID)] = []
        for _ in 0..<4_000 {
            now += .milliseconds(random.below(4_000))
            let channel = Channel.ID(Int64(random.below(30)))
            if gate.ask(channel, at: now) { grants.append((now, channel)) }
        }

        #expect(grants.count > 100)
        for (index, grant) in grants.enumerated() {
            let window = grants[...index].suffix(12).filter { $0.at > grant.at - .seconds(60) }
            #expect(window.count <= 10)
            let same = window.filter {
                $0.channel == grant.channel && $0.at > grant.at - .seconds(30)
            }
            #expect(same.count == 1)
        }
    }

    @Test func aChannelMayRestartAgainAfterThirtySeconds() {
        var gate = RestartGate()
        let asks: [(Int64, Duration)] = [
            (1, .zero), (1, .milliseconds(29_999)), (2, .milliseconds(29_999)), (1, .seconds(30)),
        ]
        let answers = asks.map { gate.ask(Channel.ID($0.0), at: $0.1) }

        #expect(answers == [true, false, true, true])
    }
}
