import CLibav
import Glibc

/// A media file being written. Owns its `AVFormatContext` and closes the file; one that is not
/// finished stays behind as it is.
struct OutputFile: ~Copyable {
    private let context: UnsafeMutablePointer<AVFormatContext>

    /// Creates the file, or empties it.
    ///
    /// - Parameter format: libavformat's name, such as `mp4`; the path's ending says nothing.
    static func create(
        _ path: String, format: String, title: String
    ) throws(LibavError) -> OutputFile {
        var allocated: UnsafeMutablePointer<AVFormatContext>?
        try LibavError.check(
            "make a file of the format \(format)",
            avformat_alloc_output_context2(&allocated, nil, format, nil))
        guard let context = allocated else {
            throw LibavError(doing: "make a file of the format \(format)", code: -ENOMEM)
        }
        let file = OutputFile(context: context)  // From here on, a throw closes it.
        av_dict_set(&context.pointee.metadata, "title", title, 0)
        try LibavError.check(
            "create \(path)", avio_open(&context.pointee.pb, "file:" + path, AVIO_FLAG_WRITE))
        return file
    }

    deinit {
        avio_closep(&context.pointee.pb)
        avformat_free_context(context)
    }

    /// Adds a stream for what `encoder` gives; all of them before ``begin()``.
    func add(_ encoder: borrowing Encoder) throws(LibavError) {
        guard let stream = avformat_new_stream(context, nil) else {
            throw LibavError(doing: "add a stream", code: -ENOMEM)
        }
        stream.pointee.time_base = encoder.context.pointee.time_base
        stream.pointee.avg_frame_rate = encoder.context.pointee.framerate
        stream.pointee.sample_aspect_ratio = encoder.context.pointee.sample_aspect_ratio
        try LibavError.check(
            "describe a stream",
            avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context))
    }

    /// Writes the header.
    func begin() throws(LibavError) {
        try LibavError.check("write a header", avformat_write_header(context, nil))
    }

    /// Writes a packet of the `index`th stream, in time order with the others; it is empty after.
    func write(
        _ packet: borrowing Packet, stream index: Int, of encoder: borrowing Encoder
    ) throws(LibavError) {
        packet.pointer.pointee.stream_index = CInt(index)
        av_packet_rescale_ts(
            packet.pointer, encoder.context.pointee.time_base,
            clibav_stream(context, CInt(index)).pointee.time_base)
        try LibavError.check("write", av_interleaved_write_frame(context, packet.pointer))
    }

    /// Writes the index and whatever is still waiting.
    func finish() throws(LibavError) {
        try LibavError.check("finish a file", av_write_trailer(context))
    }
}
