import Wire

/// The last continuity counter of each PID that our muxer writes.
///
/// Fixed places, since a look-up per packet of every channel is what a dictionary is too slow for.
struct ContinuityCounters: Equatable, Sendable {
    private static let none: UInt8 = 0xFF

    private var association = none
    private var map = none
    private var video = none
    private var audio = none

    /// Counters of other PIDs are not kept.
    subscript(pid: Int) -> UInt8? {
        get {
            let counter =
                switch pid {
                case StreamLayout.videoPID: video
                case StreamLayout.audioPID: audio
                case StreamLayout.pmtPID: map
                case 0: association
                default: Self.none
                }
            return counter == Self.none ? nil : counter
        }
        set {
            let counter = newValue ?? Self.none
            switch pid {
            case StreamLayout.videoPID: video = counter
            case StreamLayout.audioPID: audio = counter
            case StreamLayout.pmtPID: map = counter
            case 0: association = counter
            default: break
            }
        }
    }

    /// By the PID's decimal digits, as a worker's job has them.
    var byPID: [String: UInt8] {
        let pids = [0, StreamLayout.pmtPID, StreamLayout.videoPID, StreamLayout.audioPID]
        return Dictionary(
            uniqueKeysWithValues: pids.compactMap { pid in self[pid].map { ("\(pid)", $0) } })
    }
}
