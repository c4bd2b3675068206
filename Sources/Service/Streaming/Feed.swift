import Broadcast
import Wire

/// What one stream worker makes: a channel in one shape. A viewer who asks for another shape than
/// the channel's own gets a worker of its own.
struct Feed: Hashable, Sendable {
    let channel: Channel.ID
    let profile: OutputProfile
}

/// One feed on air, for the status page.
struct FeedSnapshot: Sendable {
    enum State: String, Sendable {
        case starting, onAir = "on_air", waiting, failed
    }

    let channel: Channel.ID
    let number: ChannelNumber
    let name: String
    let profile: String
    let state: State
    let viewers: Int
    /// Process of the worker that runs at present.
    let worker: Int32?
    /// How the item on air is made, once the worker has said so.
    let mode: WorkerEvent.Mode?
    let title: String?
    /// Bits a second.
    let rate: Int
    /// How often a worker was replaced.
    let restarts: Int
}

/// How channels are run; the settings' part that this area reads.
struct StreamingOptions: Sendable {
    /// How far ahead of the air clock workers run; a joining viewer gets as much at once.
    var lead = Duration.seconds(5)
    /// How long a channel runs on without viewers.
    var idleTimeout = Duration.seconds(60)
    var maxChannels = 20
    /// How long a viewer waits for the first picture.
    var patience = Duration.seconds(5)
    /// How long a viewer waits for a tuner while another's connection is closing.
    var grace = Duration.seconds(1)
}
