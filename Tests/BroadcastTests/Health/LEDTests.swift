import Broadcast
import Testing

@Suite struct LEDTests {
    @Test func eachStateHasAPatternOfItsOwn() {
        let patterns = Set(StationState.allCases.map { LEDSignal($0).pattern })
        #expect(patterns.count == StationState.allCases.count)
        #expect(patterns.isDisjoint(with: [LEDPattern.off, LEDSignal.identify.pattern]))
    }

    @Test func whatBlinksCountsInTwoSeconds() {
        for pattern in LEDPattern.allCases where ![.off, .steady, .fast].contains(pattern) {
            #expect(pattern.steps.reduce(0, +) == 2_000, "\(pattern)")
            #expect(pattern.steps.count.isMultiple(of: 2))
        }
        #expect(LEDPattern.three.steps == [150, 150, 150, 150, 150, 1_250])
    }

    @Test func everyMessageIsOneWord() {
        let all = StationState.allCases.map(LEDMessage.state) + [.off, .identify]
        #expect(all.map { LEDMessage(word: $0.word) } == all)
        #expect(Set(all.map(\.word)).count == all.count)
        for word in ["", "OK", "ok ok", "../x"] { #expect(LEDMessage(word: word) == nil) }
    }

    @Test func aBoxShowsForHalfAMinuteWhichOneItIs() {
        var control = LEDSwitch(kept: .off)
        control.set(.identify, at: .seconds(100))
        #expect(control.message(.ok, at: .seconds(129)) == .identify)
        #expect(control.remaining(at: .seconds(129)) == .seconds(1))
        #expect(control.message(.ok, at: .seconds(130)) == .off)
        control.set(.auto, at: .seconds(131))
        #expect(control.message(.busy, at: .seconds(131)) == .state(.busy))
    }

    @Test func anotherWishEndsIt() {
        var control = LEDSwitch()
        control.set(.identify, at: .zero)
        control.set(.auto, at: .seconds(1))
        #expect(control.message(.setup, at: .seconds(2)) == .state(.setup))
        #expect(LEDSwitch(kept: .identify).kept == .auto)
    }
}
