import CLibav

/// What the first frames show that headers leave out or get wrong: interlacing, the pixel format,
/// the profile, the real number of channels.
struct FirstFrames {
    var profile: String?
    var width = 0
    var height = 0
    var pixelFormat: String?
    var isInterlaced = false
    /// The best audio stream, and what its decoder gives.
    var audio: (stream: Int, profile: String?, channels: Int, rate: Int)?

    /// Enough to see interlacing, few enough to be quick.
    private static let pictures = 2
    /// What is read at most: more than one group of pictures of any usual file.
    private static let mostBytes = 24_000_000

    /// Sound that begins later than this is taken from the header.
    private static let soundBytes = 2_000_000

    /// - Throws: ``Unplayable`` when there is a picture stream and none of it can be decoded.
    static func decode(
        from file: borrowing InputFile, video: Int?, audio: Int?
    ) throws(Unplayable) -> FirstFrames {
        let pictures = try video.map { index throws(Unplayable) in try Tap.open(file, index) }
        // Sound that cannot be decoded is replaced by silence: the file still plays.
        let sound = audio.flatMap { try? Tap.open(file, $0) }
        var frames = FirstFrames()
        frames.read(file, pictures, sound)
        if let pictures {
            guard pictures.count > 0 else {
                throw file.patience.isOver ? .tooSlow : .noPicture
            }
            frames.profile = pictures.profile
        }
        return frames
    }

    private mutating func read(_ file: borrowing InputFile, _ pictures: Tap?, _ sound: Tap?) {
        let packet = Packet()
        let frame = Frame()
        var bytes = 0
        while bytes < Self.mostBytes, !file.patience.isOver,
            (try? file.read(into: packet)) == true
        {
            bytes += packet.bytes.count
            if let pictures, packet.stream == pictures.stream {
                pictures.decode(packet, into: frame) { note(picture: $0) }
            }
            if let sound, packet.stream == sound.stream, sound.count == 0 {
                sound.decode(packet, into: frame) { note(sound: $0, of: sound) }
            }
            let isSeen = pictures.map { $0.count >= Self.pictures } ?? true
            // A picture is not kept waiting by sound that begins late.
            let isHeard = (sound?.count ?? 1) > 0 || pictures != nil && bytes > Self.soundBytes
            if isSeen && isHeard { return }
        }
        pictures?.finish(into: frame) { note(picture: $0) }
    }

    private mutating func note(picture frame: borrowing Frame) {
        width = frame.width
        height = frame.height
        isInterlaced = isInterlaced || frame.isInterlaced
        pixelFormat = av_get_pix_fmt_name(AVPixelFormat(frame.pointer.pointee.format)).map {
            String(cString: $0)
        }
    }

    private mutating func note(sound frame: borrowing Frame, of tap: Tap) {
        audio = (
            tap.stream, tap.profile, Int(frame.pointer.pointee.ch_layout.nb_channels),
            Int(frame.pointer.pointee.sample_rate)
        )
    }
}
