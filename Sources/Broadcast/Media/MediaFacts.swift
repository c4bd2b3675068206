/// What a probe found in a media file; kept by the library and handed to stream workers.
public struct MediaFacts: Hashable, Sendable, Codable {
    public struct Video: Hashable, Sendable, Codable {
        /// libavcodec's short name, such as `h264`.
        public var codec: String
        public var profile: String?
        public var width: Int
        public var height: Int
        /// Frames a second as a fraction; 0/1 when unknown.
        public var rateNumerator: Int
        public var rateDenominator: Int
        /// libavutil's name, such as `yuv420p`.
        public var pixelFormat: String?
        public var isInterlaced: Bool
        /// Sample (pixel) shape as a fraction; 1/1 for square or unknown.
        public var sampleNumerator: Int
        public var sampleDenominator: Int
        /// Clockwise rotation wanted at display, in degrees: 0, 90, 180 or 270.
        public var rotation: Int

        public init(
            codec: String, profile: String? = nil, width: Int, height: Int, rateNumerator: Int = 0,
            rateDenominator: Int = 1, pixelFormat: String? = nil, isInterlaced: Bool = false,
            sampleNumerator: Int = 1, sampleDenominator: Int = 1, rotation: Int = 0
        ) {
            self.codec = codec
            self.profile = profile
            self.width = width
            self.height = height
            self.rateNumerator = rateNumerator
            self.rateDenominator = rateDenominator
            self.pixelFormat = pixelFormat
            self.isInterlaced = isInterlaced
            self.sampleNumerator = sampleNumerator
            self.sampleDenominator = sampleDenominator
            self.rotation = rotation
        }
    }

    public struct Audio: Hashable, Sendable, Codable {
        public var codec: String
        public var profile: String?
        public var channels: Int
        public var sampleRate: Int
        /// ISO 639 code as the file gives it.
        public var language: String?
        public var title: String?

        public init(
            codec: String, profile: String? = nil, channels: Int, sampleRate: Int,
            language: String? = nil, title: String? = nil
        ) {
            self.codec = codec
            self.profile = profile
            self.channels = channels
            self.sampleRate = sampleRate
            self.language = language
            self.title = title
        }
    }

    /// libavformat's name of the container.
    public var container: String
    public var duration: Duration
    /// Bit rate of the whole file in bit/s, if known.
    public var bitrate: Int?
    /// The picture that plays; attached cover art does not count.
    public var video: Video?
    public var audio: [Audio]
    /// What the tags inside the file say about it.
    public var tags: MediaDetails?

    public init(
        container: String, duration: Duration, bitrate: Int? = nil, video: Video? = nil,
        audio: [Audio] = [], tags: MediaDetails? = nil
    ) {
        self.container = container
        self.duration = duration
        self.bitrate = bitrate
        self.video = video
        self.audio = audio
        self.tags = tags
    }
}
