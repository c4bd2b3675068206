import Broadcast
import Wire

/// How an item of a channel goes on air, decided before anything is decoded.
struct ItemPlan: Equatable {
    enum Picture: Equatable { case copy, encode, card }
    enum Sound: Equatable { case copy, encode, silence }

    let picture: Picture
    let sound: Sound

    /// - Parameters:
    ///   - mayCopy: `false` where copying has failed.
    ///   - isDrawnOn: Subtitles are burnt into the picture.
    init(
        picture: PictureShape?, sound: SoundShape?, profile: OutputProfile, mayCopy: Bool = true,
        isDrawnOn: Bool = false
    ) {
        self.picture =
            picture.map { mayCopy && !isDrawnOn && $0.fits(profile) ? .copy : .encode } ?? .card
        self.sound = sound.map { mayCopy && $0.fits ? .copy : .encode } ?? .silence
    }

    /// Something is copied that could be encoded.
    var copies: Bool { picture == .copy || sound == .copy }

    /// Silence costs nothing, so it counts with a copied picture as a copy.
    var mode: WorkerEvent.Mode {
        switch (picture, sound) {
        case (.copy, .copy), (.copy, .silence): .copy
        case (.copy, .encode), (.encode, .copy): .mixed
        case (.encode, .encode), (.encode, .silence): .transcode
        case (.card, _): .card
        }
    }
}

/// What decides whether a picture can be copied.
struct PictureShape: Equatable {
    /// The sequence parameter set, of H.264 only.
    var sequence: SequenceSet?
    /// Shape of a sample as the container has it; 0 where it doesn't say.
    var sampleWidth = 0
    var sampleHeight = 0
    /// Clockwise, in degrees.
    var rotation = 0
    /// Frames a second, 0 when unknown.
    var rate = 0.0
    /// Average in bit/s, 0 when unknown.
    var bitrate = 0
    /// The container orders its pictures by exact times.
    var hasExactTimes = true

    func fits(_ profile: OutputProfile) -> Bool {
        guard let sequence, hasExactTimes, rotation == 0 else { return false }
        return sequence.isProgressive && sequence.chromaFormat == 1 && sequence.bitDepth == 8
            && sequence.width == profile.width && sequence.height == profile.height
            && Self.isSquare(sequence.sampleWidth, sequence.sampleHeight)
            && Self.isSquare(sampleWidth, sampleHeight)
            && (rate == 0 || rate >= Double(FrameRate.least))
            && rate <= Double(profile.maximumFrameRate) * 1.01 && bitrate <= profile.videoBitrate
    }

    private static func isSquare(_ width: Int, _ height: Int) -> Bool {
        width == height || width == 0 || height == 0
    }
}

/// What decides whether sound can be copied: the stream has AAC-LC, 48 kHz, two channels.
struct SoundShape: Equatable {
    var isLowComplexityAAC = false
    var rate = 0
    var channels = 0

    var fits: Bool { isLowComplexityAAC && rate == Int(ADTS.rate) && channels == 2 }
}
