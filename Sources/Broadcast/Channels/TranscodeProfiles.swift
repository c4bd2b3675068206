extension OutputProfile {
    /// What `?transcode=` can ask of a stream, under the names an HDHomeRun EXTEND gives them.
    ///
    /// `none` is the channel's own profile and therefore not one of them.
    public static let onRequest = [
        OutputProfile(
            name: "heavy", width: 1920, height: 1080, maximumFrameRate: 60,
            videoBitrate: 8_000_000, audioBitrate: 192_000),
        OutputProfile(
            name: "mobile", width: 1280, height: 720, maximumFrameRate: 30,
            videoBitrate: 4_000_000, audioBitrate: 160_000),
        OutputProfile(
            name: "internet720", width: 1280, height: 720, maximumFrameRate: 30,
            videoBitrate: 2_500_000, audioBitrate: 128_000),
        OutputProfile(
            name: "internet540", width: 960, height: 540, maximumFrameRate: 30,
            videoBitrate: 1_500_000, audioBitrate: 128_000),
        OutputProfile(
            name: "internet480", width: 848, height: 480, maximumFrameRate: 30,
            videoBitrate: 1_000_000, audioBitrate: 128_000),
        OutputProfile(
            name: "internet360", width: 640, height: 360, maximumFrameRate: 30,
            videoBitrate: 600_000, audioBitrate: 96_000),
        OutputProfile(
            name: "internet240", width: 432, height: 240, maximumFrameRate: 30,
            videoBitrate: 350_000, audioBitrate: 64_000),
    ]
}
