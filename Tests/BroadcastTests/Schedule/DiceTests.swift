import Broadcast
import Testing

@Suite struct DiceTests {
    /// The first outputs of the reference implementation by Sebastiano Vigna for seed 1234567.
    @Test func rollsTheReferenceNumbers() {
        var dice = Dice(seed: 1_234_567)

        #expect(
            (0..<5).map { _ in dice.roll() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func everySideOfADieComesUp() {
        var dice = Dice(seed: 1)
        var seen = [Int](repeating: 0, count: 6)
        for _ in 0..<6_000 { seen[dice.roll(below: 6)] += 1 }

        #expect(seen.allSatisfy { (850...1_150).contains($0) })
    }

    @Test func differentPurposesHaveDifferentSeeds() {
        let seeds = Set((0..<10_000).map { Dice.seed(7, for: $0) })

        #expect(seeds.count == 10_000)
    }
}
