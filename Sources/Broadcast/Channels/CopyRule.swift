extension OutputProfile {
    /// Whether the picture of such a file can be sent as it is.
    public func copies(_ facts: MediaFacts) -> Bool {
        guard let video = facts.video, video.codec == "h264", !video.isInterlaced,
            video.width == width, video.height == height, video.rotation == 0,
            video.sampleNumerator == video.sampleDenominator,
            video.pixelFormat == nil || video.pixelFormat == "yuv420p"
        else { return false }
        let fits =
            video.rateNumerator <= maximumFrameRate * video.rateDenominator
            && (video.rateNumerator == 0 || video.rateNumerator >= 20 * video.rateDenominator)
        return fits && facts.bitrate ?? 0 <= videoBitrate + 2 * audioBitrate
    }

    /// The built-in profile in which most of the playing time needs no transcoding.
    ///
    /// - Returns: `nil` if no profile copies anything.
    public static func copyingMost(of files: [MediaFacts]) -> OutputProfile? {
        var best: OutputProfile?
        var most = Duration.zero
        for profile in builtIn {
            let copied = files.filter(profile.copies).map(\.duration).reduce(.zero, +)
            if copied > most {
                best = profile
                most = copied
            }
        }
        return best
    }
}
