import Broadcast
import Testing

@Suite struct CircuitBreakerTests {
    private func opened(at last: Duration = .seconds(40)) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for back in (0..<5).reversed() { breaker.failed(at: last - .seconds(back * 10)) }
        return breaker
    }

    @Test func fiveFailuresInFiveMinutesOpenIt() {
        var breaker = opened()

        #expect(breaker.state == .open(until: .seconds(160)))
        let early = breaker.ask(at: .milliseconds(159_999))
        #expect(!early)
    }

    @Test func failuresFarApartDoNot() {
        var breaker = CircuitBreaker()
        for step in 0..<20 { breaker.failed(at: .seconds(step * 75)) }

        #expect(breaker.state == .closed)
    }

    @Test func oneTrialIsGivenAfterTheCooldown() {
        var breaker = opened()

        let answers = [160, 160, 9_000].map { breaker.ask(at: .seconds($0)) }
        #expect(answers == [true, false, false])
    }

    @Test func aGoodTrialClosesItWithAnEmptyHistory() {
        var breaker = opened()
        _ = breaker.ask(at: .seconds(160))
        breaker.succeeded()
        for second in 161..<165 { breaker.failed(at: .seconds(second)) }

        #expect(breaker.state == .closed)
    }

    @Test func aBadTrialOpensItForAnotherTwoMinutes() {
        var breaker = opened()
        _ = breaker.ask(at: .seconds(160))
        breaker.failed(at: .seconds(165))

        #expect(breaker.state == .open(until: .seconds(285)))
    }

    @Test func aTrialCalledOffMayBeginAgain() {
        var breaker = opened()
        _ = breaker.ask(at: .seconds(160))
        breaker.abandoned(at: .seconds(161))

        let again = breaker.ask(at: .seconds(161))
        #expect(again)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func itBehavesAsThePlainAutomatonDoes(seed: UInt64) {
        var random = Lots(seed: seed)
        var breaker = CircuitBreaker()
        var model = Model()
        var now = Duration.zero
        for _ in 0..<5_000 {
            now += .milliseconds(random.below(60_000))
            switch random.below(4) {
            case 0:
                breaker.succeeded()
                model.succeeded()
            case 1:
                let (answer, expected) = (breaker.ask(at: now), model.ask(now))
                #expect(answer == expected)
            default:
                breaker.failed(at: now)
                model.failed(now)
            }
        }
    }
}

/// The rule as invariants.md R3 words it, with the whole history kept.
private struct Model {
    private var history: [Duration] = []
    private var openedAt: Duration?
    private var isTrying = false

    mutating func ask(_ now: Duration) -> Bool {
        guard let openedAt else { return true }
        guard !isTrying, now - openedAt >= .seconds(120) else { return false }
        isTrying = true
        return true
    }

    mutating func succeeded() {
        guard isTrying else { return }
        (history, openedAt, isTrying) = ([], nil, false)
    }

    mutating func failed(_ now: Duration) {
        guard openedAt == nil || isTrying else { return }
        history.append(now)
        if isTrying || history.count(where: { $0 > now - .seconds(300) }) >= 5 {
            (history, openedAt, isTrying) = ([], now, false)
        }
    }
}
