import Broadcast
import Wire

/// What is on air: which channels there are, and what each plays when.
protocol Programming: Sendable {
    /// Ordered by number, hidden ones included.
    func channels() async throws -> [Channel]

    /// What `channel` plays, without gaps: the first item contains `from`, the last reaches
    /// `until`. Where nothing plays, or a file cannot be played, there is a card that says so.
    func streamItems(
        on channel: Channel.ID, from: AirTime, until: AirTime
    ) async throws -> [StreamItem]

    /// A stream of `channel` is about to begin: a clock that stands goes on.
    func watched(_ channel: Channel.ID) async

    /// A stream of `channel` is over, and nobody has watched it since `time`.
    func unwatched(_ channel: Channel.ID, since time: AirTime) async
}
