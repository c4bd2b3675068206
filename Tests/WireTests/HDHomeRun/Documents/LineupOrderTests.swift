import Broadcast
import Testing
import Wire

@Suite struct LineupOrderTests {
    @Test(arguments: [
        ("scan=start", LineupOrder.startScan),
        ("scan=start&source=Antenna", .startScan),
        ("source=Cable&scan=start", .startScan),
        ("scan=abort", .abortScan),
        ("favorite=+5.1", .favourite(ChannelNumber(5, 1))),
        ("favorite=%2B5.1", .favourite(ChannelNumber(5, 1))),
        ("favorite=-7", .normal(ChannelNumber(7))),
        ("favorite=x12", .hide(ChannelNumber(12))),
    ]) func isRead(query: String, order: LineupOrder) {
        #expect(LineupOrder(query: query) == order)
    }

    @Test(arguments: [
        "", "scan", "scan=", "scan=now", "favorite=", "favorite=5", "favorite=+", "favorite=+x",
        "favorite=%+5", "favorite=+999999", "favorite= 5", "favourite=+5", "%zz=1",
    ]) func nothingKnownIsNoOrder(query: String) {
        #expect(LineupOrder(query: query) == nil)
    }
}
