import Broadcast
import Testing
import Wire

@testable import Service

@Suite struct WorkerWatchTests {
    private func verdict(
        age: Duration, silent: Duration, ahead: Duration?, hasSent: Bool = true
    ) -> WorkerWatch.Verdict? {
        var watch = WorkerWatch(started: .zero)
        watch.hasSent = hasSent
        return watch.verdict(at: age, lastBytes: age - silent, ahead: ahead, lead: .seconds(5))
    }

    @Test func aWorkerHasTenSecondsToBegin() {
        #expect(verdict(age: .seconds(9), silent: .zero, ahead: nil, hasSent: false) == nil)
        #expect(
            verdict(age: .seconds(10), silent: .zero, ahead: nil, hasSent: false) == .neverBegan)
    }

    @Test func silenceIsAStallOnlyWhenViewersRunDry() {
        #expect(verdict(age: .seconds(60), silent: .seconds(4), ahead: .seconds(1)) == .stalled)
        #expect(verdict(age: .seconds(60), silent: .seconds(3), ahead: .seconds(1)) == nil)
        #expect(verdict(age: .seconds(60), silent: .seconds(4), ahead: .seconds(7)) == nil)
    }

    @Test func aDayIsEnough() {
        #expect(verdict(age: .seconds(86_400), silent: .zero, ahead: .seconds(5)) == .tooOld)
    }
}

@Suite struct RunningOrderTests {
    private func item(_ start: Int64, _ finish: Int64, inPoint: Int64 = 0) -> StreamItem {
        StreamItem(
            start: AirTime(seconds: start), finish: AirTime(seconds: finish), path: "/a",
            inPoint: .seconds(inPoint), title: "A")
    }

    @Test func whatFollowsBeginsWhereTheLastItemEnds() {
        var order = RunningOrder(begin: AirTime(seconds: 5), items: [item(0, 10)])
        let more = order.extend(
            by: [item(4, 20, inPoint: 3), item(20, 30)], now: AirTime(seconds: 9))

        #expect(more == [item(10, 20, inPoint: 9), item(20, 30)])
        #expect(order.until == AirTime(seconds: 30))
        #expect(order.item(at: AirTime(seconds: 9)) == item(0, 10))
    }
}
