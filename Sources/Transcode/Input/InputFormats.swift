/// The containers we read: whole media in one file. Left out are playlists, manifests, scripts
/// and image sequences, all of which make libav open what an untrusted file names.
enum InputFormats {
    /// libavformat's names, comma-separated, as its option `format_whitelist` wants them.
    static let allowed = names.joined(separator: ",")

    /// Text subtitles in files of their own.
    static let subtitles = "srt,ass,webvtt,sami"

    private static let names = [
        "matroska", "webm", "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "avi", "mpegts", "mpeg",
        "mpegvideo", "flv", "live_flv", "asf", "ogg", "mxf", "nut", "rm", "dv", "gxf", "nsv", "ivf",
        "wtv", "h264", "hevc", "m4v", "vc1", "av1", "obu", "y4m", "yuv4mpegpipe", "swf", "bink",
        "smk", "roq", "mp3", "flac", "aac", "ac3", "eac3", "dts", "truehd", "wav", "w64", "aiff",
        "au", "caf", "ape", "tta", "wv", "amr",
    ]
}
