import CLibav

/// Draws, codes and writes one demo clip.
final class ClipWriter {
    private let clip: DemoClip
    private let file: OutputFile
    private let pictures: Encoder
    private let sound: DemoSound?
    private let packet = Packet()

    /// Creates the file; ``write()`` fills it.
    init(_ clip: DemoClip, path: String) throws(LibavError) {
        let file = try OutputFile.create(path, format: clip.format, title: clip.title)
        let pictures = try Self.encoder(for: clip.picture)
        try file.add(pictures)
        var sound: DemoSound?
        if let wanted = clip.sound {
            let made = try DemoSound(wanted)
            try file.add(made.encoder)
            sound = made
        }
        self.clip = clip
        self.file = file
        self.pictures = pictures
        self.sound = sound
    }

    /// - Parameter isWanted: Asked before each picture.
    /// - Returns: `false` when it stopped because the clip is no longer wanted.
    func write(while isWanted: () -> Bool) throws(LibavError) -> Bool {
        try file.begin()
        let picture = try Frame.picture(
            width: clip.picture.width, height: clip.picture.height, format: AV_PIX_FMT_YUV420P)
        let caption = DemoCaption(title: clip.title, rate: clip.picture.rate)
        let (numerator, denominator) = clip.picture.rate
        for frame in 0..<(clip.seconds * numerator / denominator) {
            guard isWanted() else { return false }
            let time = Double(frame * denominator) / Double(numerator)
            try picture.makeWritable()
            clip.scene.draw(on: picture.canvas, at: time)
            caption.draw(on: picture.canvas, frame: frame)
            picture.pointer.pointee.pts = Int64(frame)
            guard try pictures.send(picture) else { continue }
            try drainPictures()
            try writeSound(until: time)
        }
        try finish()
        return true
    }

    private func finish() throws(LibavError) {
        pictures.finish()
        try drainPictures()
        try writeSound(until: Double(clip.seconds))
        if let sound {
            sound.encoder.finish()
            try drain(sound)
        }
        try file.finish()
    }

    private func drainPictures() throws(LibavError) {
        while try pictures.receive(into: packet) {
            // Not every encoder says how long a picture is shown.
            packet.pointer.pointee.duration = 1
            try file.write(packet, stream: 0, of: pictures)
        }
    }

    private func writeSound(until time: Double) throws(LibavError) {
        guard let sound else { return }
        while try sound.encodeFrame(before: time) { try drain(sound) }
    }

    private func drain(_ sound: DemoSound) throws(LibavError) {
        while try sound.encoder.receive(into: packet) {
            try file.write(packet, stream: 1, of: sound.encoder)
        }
    }

    private static func encoder(for picture: DemoClip.Picture) throws(LibavError) -> Encoder {
        let isX264 = picture.encoder == "libx264"
        return try Encoder.open(
            picture.encoder, options: isX264 ? ["preset": "ultrafast", "bf": "2"] : [:]
        ) { context in
            context.width = CInt(picture.width)
            context.height = CInt(picture.height)
            context.pix_fmt = AV_PIX_FMT_YUV420P
            context.framerate = rational(picture.rate)
            context.time_base = av_inv_q(context.framerate)
            context.sample_aspect_ratio = rational(picture.shape)
            context.bit_rate = Int64(picture.bitrate)
            context.rc_max_rate = Int64(picture.bitrate * 2)
            context.rc_buffer_size = CInt(picture.bitrate * 2)
            context.gop_size = CInt(2 * picture.rate.numerator / picture.rate.denominator)
            context.thread_count = 1
            context.color_range = AVCOL_RANGE_MPEG
            context.colorspace = AVCOL_SPC_BT709
            context.color_primaries = AVCOL_PRI_BT709
            context.color_trc = AVCOL_TRC_BT709
            context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        }
    }

    private static func rational(_ fraction: (numerator: Int, denominator: Int)) -> AVRational {
        AVRational(num: CInt(fraction.numerator), den: CInt(fraction.denominator))
    }
}
