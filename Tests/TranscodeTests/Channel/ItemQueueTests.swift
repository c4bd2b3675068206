import Broadcast
import Testing
import Wire

@testable import Transcode

@Suite struct ItemQueueTests {
    private let begin = AirTime(seconds: 1000)

    private func item(_ start: Int64, _ finish: Int64) -> StreamItem {
        StreamItem(
            start: AirTime(seconds: start), finish: AirTime(seconds: finish), path: "/\(start)",
            title: "")
    }

    private func ticks(_ seconds: Int64) -> Int64 { seconds * StreamTime.rate }

    @Test func itemsThatAreOverAreLeftOut() {
        var queue = ItemQueue([item(900, 1000), item(1000, 1100), item(1100, 1200)], from: begin)

        #expect(queue.take(at: ticks(1050)).path == "/1000")
        #expect(queue.take(at: ticks(1100)).path == "/1100")
    }

    @Test func whatIsNotKnownIsDeadAirInShortPieces() {
        var queue = ItemQueue([item(1004, 1100)], from: begin)
        let gap = queue.take(at: ticks(1000))

        #expect(gap.path == nil)
        #expect(gap.finish == AirTime(seconds: 1004))
        #expect(queue.take(at: ticks(1004)).path == "/1004")
        #expect(queue.take(at: ticks(1100)).finish == AirTime(seconds: 1110))
    }

    @Test func moreIsAskedForOnceWhenAMinuteIsLeft() {
        var queue = ItemQueue([item(1000, 1100)], from: begin)

        #expect(queue.wanting(at: ticks(1030)) == nil)
        #expect(queue.wanting(at: ticks(1041)) == AirTime(seconds: 1100))
        #expect(queue.wanting(at: ticks(1042)) == nil)
        queue.extend([item(1100, 1110)])
        #expect(queue.wanting(at: ticks(1060)) == AirTime(seconds: 1110))
    }
}
