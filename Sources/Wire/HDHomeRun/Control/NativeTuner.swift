import Broadcast

/// One tuner as the native protocol sees it: what clients have set.
struct NativeTuner: Equatable, Sendable {
    enum Selection: Equatable, Sendable {
        case virtual(ChannelNumber)
        /// `text` as the client wrote it; `tuned` is a frequency in Hz or a physical channel.
        case radio(text: String, tuned: Int)
    }

    struct Lock: Equatable, Sendable {
        let key: UInt32
        let owner: IPAddress
    }

    var selection: Selection?
    var map = RadioPlan.inUse
    var filter = PIDFilter.everything
    var program = "none"
    var target: StreamTarget?
    var lock: Lock?
    /// The connection that last set something here; `nil` once it is closed.
    var connection: UInt64?
    /// When that connection was closed, or the last keepalive after it.
    var lastSeen = Duration.zero

    /// Who keeps other clients and HTTP off this tuner.
    var owner: IPAddress? { lock?.owner ?? target?.address }

    /// The channel received with this selection.
    func channel(in world: ControlWorld) -> ControlWorld.Listed? {
        switch selection {
        case nil: nil
        case .virtual(let number): world.channel(number)
        case .radio(_, let tuned):
            world.radio.channel(at: tuned, map: map).flatMap { world.channel($0) }
        }
    }

    /// Back to what it was when the device started, but for the channel map.
    mutating func reset() {
        let map = map
        self = NativeTuner()
        self.map = map
    }
}
