import Broadcast
import CLibav
import Glibc
import Wire

/// The channel's one AAC encoder, fed by place: samples are put where they belong on air, what is
/// missing is silence, what comes twice is cut.
///
/// Positions count samples of 48 kHz from the stream's first frame of sound.
final class SoundEncoder {
    private static let frameSize = Int(ADTS.samples)
    /// Sound this little off its place is taken as it comes: rounded time stamps make no clicks.
    private static let tolerance: Int64 = 960

    private let bitrate: Int
    private let output: StreamOutput
    private let packet = Packet()
    private let frame: Frame
    private var context: UnsafeMutablePointer<AVCodecContext>?
    /// Where the next sample goes.
    private var position: Int64 = 0
    private var filled = 0

    init(bitrate: Int, output: StreamOutput) throws(LibavError) {
        self.bitrate = bitrate
        self.output = output
        frame = try Frame.samples(
            Self.frameSize, format: AV_SAMPLE_FMT_FLTP, rate: Int(ADTS.rate),
            layout: clibav_stereo())
    }

    deinit { avcodec_free_context(&context) }

    /// Up to when sound was placed, in ticks.
    var end: Int64 { ticks(position) }

    /// Whether sound was placed up to `time`, which may lie between two samples.
    func hasReached(_ time: Int64) -> Bool { position >= sample(time) }

    /// Goes on after sound that came from elsewhere.
    func startItem() {
        let begin = sample(output.soundEnd)
        guard position < begin else { return }
        position = begin
        filled = 0
    }

    /// Puts those of `count` samples at `time` that lie before `end`.
    ///
    /// - Parameter isFirst: They begin an item: nothing is known to touch them.
    func place(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int, at time: Int64,
        until end: Int64, isFirst: Bool
    ) throws(LibavError) {
        var skipped = 0
        let distance = sample(time) - position
        if isFirst || abs(distance) > Self.tolerance {
            if distance > 0 { try silence(until: min(time, end)) }
            skipped = min(count, Int(max(0, -distance)))
        }
        let room = Int(max(0, sample(end) - position))
        try append(left + skipped, right + skipped, min(count - skipped, room))
    }

    /// Puts silence up to `time`.
    func silence(until time: Int64) throws(LibavError) {
        let end = sample(time)
        while position < end {
            try append(nil, nil, Int(min(end - position, Int64(Self.frameSize))))
        }
    }

    /// Gets everything out up to `time`, which other sound follows.
    func settle(until time: Int64) throws(LibavError) {
        guard context != nil, end > output.soundEnd else { return }
        while output.soundEnd + ADTS.ticks / 2 <= time {
            try append(nil, nil, Self.frameSize - filled)
        }
    }

    private func append(
        _ left: UnsafePointer<Float>?, _ right: UnsafePointer<Float>?, _ count: Int
    ) throws(LibavError) {
        var taken = 0
        while taken < count {
            if filled == 0 { try frame.makeWritable() }
            let part = min(count - taken, Self.frameSize - filled)
            write(left.map { $0 + taken }, plane: 0, part)
            write(right.map { $0 + taken }, plane: 1, part)
            taken += part
            filled += part
            position += Int64(part)
            if filled == Self.frameSize { try encode() }
        }
    }

    private func write(_ samples: UnsafePointer<Float>?, plane: CInt, _ count: Int) {
        guard let bytes = clibav_plane(frame.pointer, plane) else { return }
        let target = bytes + filled * MemoryLayout<Float>.size
        if let samples {
            memcpy(target, samples, count * MemoryLayout<Float>.size)
        } else {
            memset(target, 0, count * MemoryLayout<Float>.size)
        }
    }

    private func encode() throws(LibavError) {
        let context = try opened()
        filled = 0
        frame.pointer.pointee.pts = position - Int64(Self.frameSize)
        try LibavError.check("encode sound", avcodec_send_frame(context, frame.pointer))
        while try LibavError.got("encode sound", avcodec_receive_packet(context, packet.pointer)) {
            // The first frames out belong before the item: the encoder's own delay.
            if let time = packet.pts.map(ticks), time >= output.soundEnd {
                output.silence(until: time)
                output.add(sound: UnsafeRawBufferPointer(packet.bytes))
            }
            packet.empty()
        }
    }

    private func opened() throws(LibavError) -> UnsafeMutablePointer<AVCodecContext> {
        if let context { return context }
        guard let codec = avcodec_find_encoder_by_name("aac"),
            let made = avcodec_alloc_context3(codec)
        else {
            throw LibavError(doing: "find the AAC encoder", code: -ENOENT)
        }
        context = made
        made.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        made.pointee.sample_rate = CInt(ADTS.rate)
        made.pointee.ch_layout = clibav_stereo()
        made.pointee.time_base = AVRational(num: 1, den: CInt(ADTS.rate))
        made.pointee.bit_rate = Int64(bitrate)
        let result = avcodec_open2(made, codec, nil)
        if result < 0 { avcodec_free_context(&context) }
        try LibavError.check("open the AAC encoder", result)
        return made
    }

    private func sample(_ time: Int64) -> Int64 {
        (time - output.soundBegin) * ADTS.rate / StreamTime.rate
    }

    private func ticks(_ sample: Int64) -> Int64 {
        output.soundBegin + sample * StreamTime.rate / ADTS.rate
    }
}
