/// The shape every item of a channel leaves in: H.264 pictures of one size, AAC stereo at 48 kHz.
///
/// An item that already has this shape is copied, any other is transcoded into it.
public struct OutputProfile: Hashable, Sendable, Codable {
    /// The name the store and the page know it by.
    public let name: String
    /// Picture size in square pixels, both even.
    public let width: Int
    public let height: Int
    /// Highest frame rate in frames a second; a faster source is halved until it fits.
    public let maximumFrameRate: Int
    /// Ceiling of the picture's bit rate, and size of its VBV buffer per second, in bit/s.
    public let videoBitrate: Int
    /// Bit rate of the sound, in bit/s.
    public let audioBitrate: Int

    public init(
        name: String, width: Int, height: Int, maximumFrameRate: Int, videoBitrate: Int,
        audioBitrate: Int
    ) {
        self.name = name
        self.width = width
        self.height = height
        self.maximumFrameRate = maximumFrameRate
        self.videoBitrate = videoBitrate
        self.audioBitrate = audioBitrate
    }

    public static let hd1080 = OutputProfile(
        name: "1080p", width: 1920, height: 1080, maximumFrameRate: 60, videoBitrate: 8_000_000,
        audioBitrate: 192_000)
    public static let hd720 = OutputProfile(
        name: "720p", width: 1280, height: 720, maximumFrameRate: 60, videoBitrate: 4_000_000,
        audioBitrate: 160_000)
    public static let sd480 = OutputProfile(
        name: "480p", width: 854, height: 480, maximumFrameRate: 30, videoBitrate: 1_500_000,
        audioBitrate: 128_000)

    /// The profiles every installation has, largest picture first.
    public static let builtIn = [hd1080, hd720, sd480]
}
