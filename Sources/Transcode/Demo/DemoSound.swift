import CLibav

/// A demo clip's tone on its way through an encoder.
final class DemoSound {
    let encoder: Encoder
    private let tone: DemoTone
    private let frame: Frame
    private let rate: Int
    private let channels: Int
    private var position = 0

    init(_ sound: DemoClip.Sound) throws(LibavError) {
        var layout = AVChannelLayout()
        av_channel_layout_default(&layout, CInt(sound.channels))
        // The MPEG-1 encoder wants whole numbers, the others want one plane a channel.
        let format = sound.encoder == "mp2" ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP
        let encoder = try Encoder.open(sound.encoder) { context in
            context.sample_fmt = format
            context.sample_rate = CInt(sound.rate)
            context.ch_layout = layout
            context.bit_rate = Int64(sound.bitrate)
            context.time_base = AVRational(num: 1, den: CInt(sound.rate))
            context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        }
        let frame = try Frame.samples(
            encoder.frameSize, format: format, rate: sound.rate, layout: layout)
        self.encoder = encoder
        self.frame = frame
        tone = DemoTone(rate: sound.rate, chord: sound.chord)
        rate = sound.rate
        channels = sound.channels
    }

    /// Encodes the next frame unless it begins at or after `time`, in seconds.
    func encodeFrame(before time: Double) throws(LibavError) -> Bool {
        guard Double(position) < time * Double(rate) else { return false }
        try frame.makeWritable()
        let samples = (0..<frame.sampleCount).map { tone.sample(position + $0) }
        fill(samples)
        frame.pointer.pointee.pts = Int64(position)
        position += frame.sampleCount
        return try encoder.send(frame)
    }

    private func fill(_ samples: [Float]) {
        guard encoder.context.pointee.sample_fmt == AV_SAMPLE_FMT_S16 else {
            for channel in 0..<channels { fillPlane(channel, samples) }
            return
        }
        clibav_plane(frame.pointer, 0)?.withMemoryRebound(
            to: Int16.self, capacity: samples.count * channels
        ) { plane in
            for (index, sample) in samples.enumerated() {
                for channel in 0..<channels {
                    plane[index * channels + channel] = Int16(sample * 32_767)
                }
            }
        }
    }

    private func fillPlane(_ channel: Int, _ samples: [Float]) {
        clibav_plane(frame.pointer, CInt(channel))?.withMemoryRebound(
            to: Float.self, capacity: samples.count
        ) { $0.update(from: samples, count: samples.count) }
    }
}
