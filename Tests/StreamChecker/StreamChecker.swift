/// Judges an MPEG transport stream of one programme, H.264 and AAC, as our channels send it.
///
/// Independent of our muxer: it has its own parser, written from the standards. A capture may
/// begin and end anywhere in a stream; units cut by its ends are no faults.
public struct StreamChecker {
    private var reader = CaptureReader()
    private let limits: StreamLimits

    public init(limits: StreamLimits = StreamLimits()) {
        self.limits = limits
    }

    public mutating func add(_ bytes: some Sequence<UInt8>) {
        reader.add(bytes)
    }

    /// The verdict over everything that was added.
    public mutating func finish() -> StreamReport {
        StreamReport(reader.finish(), limits: limits)
    }

    public static func check(_ bytes: some Sequence<UInt8>, limits: StreamLimits = StreamLimits())
        -> StreamReport
    {
        var checker = StreamChecker(limits: limits)
        checker.add(bytes)
        return checker.finish()
    }
}

/// What a stream must keep to; ticks are of 90 kHz.
public struct StreamLimits: Sendable {
    public var tableGap: Int64 = 9_000
    public var clockGap: Int64 = 3_600
    /// Decoding time minus clock, for the first byte of each unit.
    public var advance: ClosedRange<Int64> = 9_000...90_000
    /// How much the sound's samples and its time stamps may drift apart.
    public var drift: Int64 = 3_600
    /// How much two audio units may overlap, for rounding.
    public var overlap: Int64 = 90

    public init() {}
}

/// What a stream is made of, and everything that is wrong with it.
public struct StreamReport: Sendable {
    /// In the order of the packets at which they show.
    public let faults: [Fault]
    public let packets: Int
    /// From the first clock reference to the last.
    public let duration: Duration
    public let pictures: Int
    public let keyFrames: Int
    public let soundFrames: Int
    /// Presentation times of the pictures in ticks of 90 kHz, unwrapped, in order of presentation.
    public let pictureTimes: [Int64]
    /// The first clock reference in ticks of 90 kHz.
    public let firstClock: Int64?

    init(_ capture: Capture, limits: StreamLimits) {
        let pictures = PictureTrack(capture)
        let sound = SoundTrack(capture)
        let faults =
            capture.faults + capture.clockFaults(limits) + capture.tableFaults(limits)
            + capture.unitFaults() + capture.timestampFaults(limits) + pictures.faults()
            + sound.faults(limits)
        self.faults = faults.sorted { $0.packet < $1.packet }
        packets = capture.packets
        let span = (capture.clock.last?.time ?? 0) - (capture.clock.first?.time ?? 0)
        duration = .microseconds(span / 27)
        self.pictures = pictures.units.count
        keyFrames = pictures.units.count { $0.picture.isInstantRefresh }
        soundFrames = sound.units.reduce(0) { $0 + $1.sound.frames }
        pictureTimes = pictures.times
        firstClock = capture.clock.first.map { $0.time / 300 }
    }
}
