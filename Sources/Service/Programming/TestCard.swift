import Broadcast
import Wire

/// A station without a library: one channel that shows its card.
struct TestCard: Programming {
    func channels() async throws -> [Channel] {
        [Channel(id: .init(1), number: ChannelNumber(1), name: "Test card")]
    }

    func streamItems(
        on channel: Channel.ID, from: AirTime, until: AirTime
    ) async throws -> [StreamItem] {
        let hour: Int64 = 3_600
        let first = from.seconds / hour
        let last = max(first, (until.microseconds - 1) / (hour * 1_000_000))
        return (first...last).map {
            StreamItem(
                start: AirTime(seconds: $0 * hour), finish: AirTime(seconds: ($0 + 1) * hour),
                path: nil, title: "Test card")
        }
    }
}
