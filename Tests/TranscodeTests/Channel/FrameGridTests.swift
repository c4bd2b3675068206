import Testing

@testable import Transcode

@Suite struct FrameGridTests {
    @Test(
        arguments: [
            (25, 1, 60, 25, 1), (30_000, 1001, 60, 30_000, 1001), (60, 1, 60, 60, 1),
            (60_000, 1001, 30, 60_000, 2002), (120, 1, 30, 120, 4), (0, 0, 60, 25, 1),
            (90_000, 1, 60, 25, 1), (1, 5, 60, 25, 1), (25, 1, 24, 25, 2), (2, 1, 60, 32, 1),
            (15, 1, 30, 30, 1), (20, 1, 60, 20, 1),
        ] as [(Int, Int, Int, Int, Int)])
    func aRateIsHalvedOrDoubledUntilItFits(case row: (Int, Int, Int, Int, Int)) {
        let rate = FrameRate(source: row.0, row.1, maximum: row.2)

        #expect(rate.numerator == row.3)
        #expect(rate.denominator == row.4)
    }

    @Test func instantsNeverDriftFromTheRate() {
        var grid = FrameGrid(
            begin: 7, rate: FrameRate(source: 24_000, 1001, maximum: 60))
        for _ in 0..<24_000 { grid.advance() }

        #expect(grid.next == 7 + 1001 * 90_000)
    }
}
