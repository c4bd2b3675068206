/// Words that release groups put behind a title.
enum ReleaseWords {
    /// Never part of a title: everything from the first of them on goes.
    static func isCertain(_ word: some StringProtocol) -> Bool {
        certain.contains(word.lowercased()) || isHeight(word)
    }

    /// Part of a title as often as not: it goes only where a certain one, or the year, is beside.
    static func isLikely(_ word: some StringProtocol) -> Bool {
        likely.contains(word.lowercased()) || isCertain(word)
    }

    /// `1080p`, `576i`, `2160p60`.
    private static func isHeight(_ word: some StringProtocol) -> Bool {
        let word = word.lowercased()
        let digits = word.utf8.prefix { $0.isDigit }
        guard (3...4).contains(digits.count) else { return false }
        let rest = word.utf8.dropFirst(digits.count)
        return (rest.first == UInt8(ascii: "p") || rest.first == UInt8(ascii: "i"))
            && rest.dropFirst().allSatisfy(\.isDigit)
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let certain = words(
        """
        uhd hdr10 hdr10plus dolbyvision 10bit 8bit bluray blu-ray bdrip brrip bdremux remux dvdrip \
        dvdscr dvd5 dvd9 hddvd hdtv pdtv sdtv tvrip hdrip webrip web-dl webdl web-rip hdcam camrip \
        telesync telecine workprint x264 x265 h264 h265 hevc xvid divx av1 vp9 mpeg2 aac aac2 ac3 \
        eac3 dd5 ddp5 ddp dts dts-hd truehd atmos flac repack rerip hsbs h-sbs half-sbs halfsbs htab \
        amzn dsnp hmax atvp multisubs dual-audio readnfo
        """)
    private static let likely = words(
        """
        4k hdr dv sdr dvd web 3d imax avc internal limited unrated uncut remastered extended sbs hou \
        nf multi dubbed subbed subs criterion proper ts cam r5 mp3 opus
        """)
}
