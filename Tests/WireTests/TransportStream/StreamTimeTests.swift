import Broadcast
import Testing
import Wire

@Suite struct StreamTimeTests {
    @Test func aTickSurvivesTheWayToAirTimeAndBack() {
        for ticks in stride(from: Int64(153_000_000_000_000), to: 153_000_000_000_999, by: 7) {
            #expect(StreamTime.ticks(StreamTime.airTime(ticks)) == ticks)
        }
    }

    @Test func ticksBeforeTheEpochRoundDownToo() {
        #expect(StreamTime.ticks(AirTime(microseconds: -1)) == -1)
        #expect(StreamTime.ticks(StreamTime.airTime(-5)) == -5)
    }

    @Test(arguments: [-400_000_000, -1, 0, 1, 400_000_000] as [Int64])
    func aWrappedStampIsTheOneNearestToTheTime(distance: Int64) {
        let now = AirTime(seconds: 1_795_000_000)
        let ticks = StreamTime.ticks(now) + distance

        #expect(StreamTime.unwrap(ticks & (StreamTime.wrap - 1), near: now) == ticks)
    }
}
