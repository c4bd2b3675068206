import Broadcast
import CLibav
import Glibc

/// An open media file. Owns its `AVFormatContext` and closes it exactly once.
///
/// Calls block on the disk: use it in a worker.
struct InputFile: ~Copyable {
    let context: UnsafeMutablePointer<AVFormatContext>
    /// Every call below gives up when it is over; say ``InputPatience/allow(_:)`` before long work.
    let patience: InputPatience

    /// Opens `path` and reads its header only; see ``readStreams()``.
    ///
    /// Nothing but that one file is ever opened: other protocols and formats that name further
    /// files, such as playlists, are refused.
    ///
    /// - Parameter formats: libavformat's names of those that are accepted, comma-separated.
    /// - Throws: ``LibavError`` if the file cannot be opened or is no media file.
    static func open(
        _ path: String, formats: String = InputFormats.allowed,
        within limit: Duration = .seconds(10)
    ) throws(LibavError) -> InputFile {
        var context = avformat_alloc_context()
        guard let allocated = context else {
            throw LibavError(doing: "open \(path)", code: -ENOMEM)
        }
        let patience = InputPatience()
        patience.allow(limit)
        defer { withExtendedLifetime(patience) {} }
        allocated.pointee.interrupt_callback = patience.callback

        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "protocol_whitelist", "file", 0)
        av_dict_set(&options, "format_whitelist", formats, 0)
        // The prefix keeps a name such as “http:x.mp4” a file name. On failure libav frees the context.
        try LibavError.check(
            "open \(path)", avformat_open_input(&context, "file:" + path, nil, &options))
        return InputFile(context: allocated, patience: patience)
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&closing)
    }

    /// Reads on until all streams' parameters are known, where the header did not say it all. Once
    /// at most: libav's second look goes through what it freed after the first.
    func readStreams() throws(LibavError) {
        try LibavError.check("read the streams", avformat_find_stream_info(context, nil))
    }

    /// Fills `packet` with the next of any stream. `false`: the file has ended.
    func read(into packet: borrowing Packet) throws(LibavError) -> Bool {
        packet.empty()
        return try LibavError.got("read", av_read_frame(context, packet.pointer))
    }

    /// Goes to the last key frame at or before `time`, counted from the file's first timestamp.
    ///
    /// - Parameter index: The stream whose key frames count; `nil`: libav chooses.
    func seek(to time: Duration, stream index: Int? = nil) throws(LibavError) {
        var target = startTime &+ time.inMicroseconds
        if let index { target = Timestamp.value(target, in: stream(index).pointee.time_base) }
        let result = avformat_seek_file(context, CInt(index ?? -1), Int64.min, target, target, 0)
        try LibavError.check("seek to \(time)", result)
    }

    var streamCount: Int { Int(context.pointee.nb_streams) }

    func stream(_ index: Int) -> UnsafeMutablePointer<AVStream> {
        precondition(index >= 0 && index < streamCount, "no stream \(index)")
        return clibav_stream(context, CInt(index))
    }

    /// The file's first timestamp in microseconds; 0 when unknown.
    var startTime: Int64 {
        if let start = Timestamp.known(context.pointee.start_time) { return start }
        // Without a look at packets libav knows the streams' starts only.
        return (0..<streamCount).compactMap { index in
            let stream = stream(index).pointee
            return Timestamp.known(stream.start_time).map {
                Timestamp.microseconds($0, in: stream.time_base)
            }
        }.min() ?? 0
    }

    /// How long the file plays, in microseconds, if the container says.
    var length: Int64? { Timestamp.known(context.pointee.duration) }
}
