import Testing

@testable import Transcode

@Suite struct TimeMendTests {
    private func mended(_ stamps: [(stream: Int, stamp: Int64)]) -> [Int64] {
        var mend = TimeMend()
        return stamps.map { $0.stamp + mend.shift(of: $0.stamp, stream: $0.stream) }
    }

    @Test func stampsThatGoOnStayAsTheyAre() {
        let stamps: [Int64] = [7, 3607, 3600, 90_000, 900_000]

        #expect(mended(stamps.map { (0, $0) }) == stamps)
    }

    @Test func timeGoesOnOverJumpsAheadAndBack() {
        let stamps: [Int64] = [0, 3600, 90_000_000, 90_003_600, 0, 3600]

        #expect(mended(stamps.map { (0, $0) }) == [0, 3600, 7200, 10_800, 14_400, 18_000])
    }

    @Test func streamsThatJumpOneAfterTheOtherStayTogether() {
        let stamps: [(Int, Int64)] = [
            (0, 0), (1, 500), (0, 90_000_000), (1, 2420), (1, 90_000_500), (0, 90_003_600),
        ]

        #expect(mended(stamps) == [0, 500, 3600, 2420, 4100, 7200])
    }
}
