/// One clip of the demo library: what it shows and how it is coded.
///
/// They differ in everything a channel has to even out: size, pixel shape, frame rate, codecs,
/// container, channels of sound.
struct DemoClip: Sendable {
    struct Picture: Sendable {
        /// libavcodec's encoder.
        let encoder: String
        let width: Int
        let height: Int
        /// Frames a second as a fraction.
        let rate: (numerator: Int, denominator: Int)
        /// The pixels' shape as a fraction.
        var shape = (numerator: 1, denominator: 1)
        /// In bit/s.
        let bitrate: Int
    }

    struct Sound: Sendable {
        let encoder: String
        let channels: Int
        let rate: Int
        /// In bit/s.
        let bitrate: Int
        /// What sounds under the beep of each second, in Hz.
        let chord: [Double]
    }

    /// The sub-folder, which becomes a channel.
    let folder: String
    let title: String
    /// libavformat's muxer, and the file name's ending.
    let format: String
    let ending: String
    let seconds: Int
    let scene: DemoScene
    let picture: Picture
    let sound: Sound?

    var name: String { "\(title).\(ending)" }
}

extension DemoClip {
    /// The demo library in the order it is made: first what is done soonest.
    static let all = [
        DemoClip(
            folder: "Shorts", title: "Clockwork", format: "mp4", ending: "mp4", seconds: 10,
            scene: .clockwork,
            picture: Picture(
                encoder: "libx264", width: 480, height: 270, rate: (50, 1), bitrate: 500_000),
            sound: Sound(
                encoder: "aac", channels: 1, rate: 44_100, bitrate: 64_000, chord: [220, 277.18])),
        DemoClip(
            folder: "Shorts", title: "Colour Parade", format: "matroska", ending: "mkv",
            seconds: 12, scene: .parade,
            picture: Picture(
                encoder: "mpeg4", width: 640, height: 480, rate: (30_000, 1_001), bitrate: 900_000),
            sound: Sound(
                encoder: "mp2", channels: 2, rate: 48_000, bitrate: 128_000,
                chord: [261.63, 329.63, 392])),
        DemoClip(
            folder: "Cartoons", title: "Bouncing Ball", format: "mp4", ending: "mp4", seconds: 12,
            scene: .bounce,
            picture: Picture(
                encoder: "libx264", width: 1280, height: 720, rate: (25, 1), bitrate: 1_200_000),
            sound: Sound(
                encoder: "aac", channels: 2, rate: 48_000, bitrate: 96_000,
                chord: [196, 246.94, 293.66])),
        DemoClip(
            folder: "Cartoons", title: "Merry Pendulum", format: "matroska", ending: "mkv",
            seconds: 16, scene: .pendulum,
            picture: Picture(
                encoder: "libx264", width: 640, height: 360, rate: (25, 1), bitrate: 600_000),
            sound: Sound(
                encoder: "ac3", channels: 6, rate: 48_000, bitrate: 192_000,
                chord: [174.61, 220, 261.63])),
        DemoClip(
            folder: "Nature", title: "Tides", format: "matroska", ending: "mkv", seconds: 15,
            scene: .tides,
            picture: Picture(
                encoder: "mpeg2video", width: 720, height: 576, rate: (25, 1), shape: (16, 15),
                bitrate: 1_500_000),
            sound: Sound(
                encoder: "mp2", channels: 2, rate: 48_000, bitrate: 128_000, chord: [110, 164.81])),
        DemoClip(
            folder: "Nature", title: "Night Sky", format: "mp4", ending: "mp4", seconds: 15,
            scene: .sky,
            picture: Picture(
                encoder: "libx264", width: 854, height: 480, rate: (24_000, 1_001),
                bitrate: 600_000),
            sound: nil),
    ]
}
