import Wire

/// Takes coded pictures.
protocol PictureSink: AnyObject {
    /// When the last picture so far is shown.
    var lastShown: Int64? { get }
    func add(picture: AccessUnit)
}

/// Where every item's pictures and sound end up: one muxer, one sound line, for the worker's life.
///
/// Sound leaves as frames that touch each other exactly; what an item lacks is silence.
final class StreamOutput: PictureSink {
    private(set) var muxer: Muxer
    /// Where the next frame of sound begins, in ticks.
    private(set) var soundEnd: Int64
    let soundBegin: Int64
    /// When the last picture so far is shown.
    private(set) var lastShown: Int64?

    init(
        pictureBegin: Int64, soundBegin: Int64, continuity: [Int: UInt8], lastClock: Int64?
    ) {
        muxer = Muxer(
            pictureBegin: pictureBegin, soundBegin: soundBegin, continuity: continuity,
            lastClock: lastClock)
        soundEnd = soundBegin
        self.soundBegin = soundBegin
    }

    func add(picture: AccessUnit) {
        lastShown = max(lastShown ?? picture.presentation, picture.presentation)
        muxer.add(picture)
    }

    /// Adds a frame of AAC at ``soundEnd``.
    func add(sound frame: UnsafeRawBufferPointer) {
        muxer.add(sound: frame, at: soundEnd)
        soundEnd += ADTS.ticks
    }

    /// Adds silent frames while the next one would begin nearer to its place than to `time`.
    func silence(until time: Int64) {
        while soundEnd + ADTS.ticks / 2 <= time {
            ADTS.silence.withUnsafeBytes { add(sound: $0) }
        }
    }

    /// Hands the packets made so far to `sink`.
    func drain(to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        guard muxer.pending > 0 else { return }
        try muxer.drain(sink)
    }
}
