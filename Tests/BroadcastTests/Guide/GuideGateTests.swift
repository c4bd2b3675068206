import Broadcast
import Testing

@Suite struct GuideGateTests {
    private let zero = AirTime(seconds: 1_600_000_000)
    private var end: AirTime { at(600) }

    private func at(_ minutes: Int) -> AirTime { zero + .seconds(minutes * 60) }

    private func programme(_ from: Int, _ to: Int, _ title: String = "Film") -> Programme {
        Programme(start: at(from), finish: at(to), title: title)
    }

    private func fault(_ programmes: [Programme]) -> GuideFault? {
        do {
            try GuideGate.check(programmes, from: zero, to: end)
            return nil
        } catch {
            return error
        }
    }

    @Test func M5_whatIsWrongIsFound() {
        #expect(fault([programme(0, 300), programme(300, 600)]) == nil)
        #expect(fault([programme(-5, 700)]) == nil)
        #expect(fault([]) == .empty)
        #expect(fault([programme(1, 600)]) == .hole(at: zero))
        #expect(fault([programme(0, 300), programme(301, 600)]) == .hole(at: at(300)))
        #expect(fault([programme(0, 599)]) == .hole(at: at(599)))
        #expect(fault([programme(0, 300), programme(299, 600)]) == .overlap(at: at(299)))
        #expect(fault([programme(0, 600, "Item 3")]) == .badTitle(at: zero))
        #expect(fault([programme(0, 600, "")]) == .badTitle(at: zero))
        #expect(
            fault([Programme(start: zero, finish: AirTime(seconds: 5_000_000_000), title: "A")])
                == .badTimes(at: zero))
    }

    @Test func M1_whateverComesInWhatLeavesIsRight() {
        for seed in 0..<1_000 as Range<UInt64> {
            var dice = Dice(seed: seed)
            let programmes = (0..<dice.roll(below: 30)).map { _ in
                programme(
                    dice.roll(below: 1_200) - 300, dice.roll(below: 1_200) - 300,
                    ["Film", "", "Item 4", " x "][dice.roll(below: 4)])
            }
            let repaired = GuideGate.repair(programmes, from: zero, to: end, channel: "Films")

            #expect(fault(repaired) == nil)
            #expect(GuideGate.repair(repaired, from: zero, to: end, channel: "Films") == repaired)
        }
    }

    @Test func G1_aRangeHasWhatOverlapsItAndNothingElse() {
        let programmes = [
            programme(-60, 0), programme(0, 300), programme(300, 610), programme(610, 700),
        ]

        #expect(
            GuideGate.repair(programmes, from: zero, to: end, channel: "Films")
                == Array(programmes[1...2]))
    }
}
