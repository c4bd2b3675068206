import Broadcast
import Wire

/// Where and how a worker begins, so that viewers see one stream whoever makes it.
struct Takeover: Equatable, Sendable {
    let begin: AirTime
    let soundBegin: AirTime?
    let lastClock: AirTime?
    let entry: StreamJob.Entry
    let continuity: [String: UInt8]

    /// - Parameter progress: What viewers have been given.
    init(after progress: UnitScanner.Progress, now: AirTime) {
        continuity = progress.continuity.byPID
        guard let picture = progress.pictureEnd else {
            (begin, soundBegin, lastClock, entry) = (now, nil, nil, .fresh)
            return
        }
        entry = .resume
        let next = StreamTime.airTime(picture)
        // After a long silence the programme has moved on, and so do its viewers.
        begin = max(next, now)
        soundBegin = next >= now ? progress.soundEnd.map(StreamTime.airTime) : nil
        lastClock = next >= now ? progress.clock.map(StreamTime.airTime) : nil
    }
}
