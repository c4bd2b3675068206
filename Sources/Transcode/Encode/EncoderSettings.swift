import CLibav

/// Settings of the encoders that suit live channels on small machines.
enum EncoderSettings {
    /// One thread needs the least memory and processor time; it keeps up with 1080p on one core.
    static let pictureThreads: CInt = 1

    /// For libx264; the caller frees them with `av_dict_free`.
    static var x264: OpaquePointer? {
        var options: OpaquePointer?
        av_dict_set(&options, "preset", "veryfast", 0)
        av_dict_set(&options, "crf", "21", 0)
        av_dict_set(&options, "forced-idr", "1", 0)
        av_dict_set(
            &options, "x264-params",
            "rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:open-gop=0:sliced-threads=0", 0)
        return options
    }
}
