import CLibav
import Glibc

/// A chain of libavfilter's filters for pictures of one kind. Owns its `AVFilterGraph`.
final class FilterGraph {
    /// What a graph is made for.
    struct Source: Equatable {
        let width, height, format: CInt
        let sampleWidth, sampleHeight: CInt

        init(_ frame: borrowing Frame) {
            let picture = frame.pointer.pointee
            width = picture.width
            height = picture.height
            format = picture.format
            sampleWidth = picture.sample_aspect_ratio.num
            sampleHeight = max(1, picture.sample_aspect_ratio.den)
        }

        /// Arguments of the filter `buffer`. The time base is of no account: times travel with the
        /// pictures.
        var description: String {
            "video_size=\(width)x\(height):pix_fmt=\(format):time_base=1/90000"
                + ":pixel_aspect=\(sampleWidth)/\(sampleHeight)"
        }
    }

    let source: Source
    private var graph: UnsafeMutablePointer<AVFilterGraph>?
    private var entry: UnsafeMutablePointer<AVFilterContext>?
    private var exit: UnsafeMutablePointer<AVFilterContext>?

    /// - Parameter filters: As ffmpeg's `-vf` has them.
    init(_ source: Source, filters: String) throws(LibavError) {
        self.source = source
        graph = avfilter_graph_alloc()
        graph?.pointee.nb_threads = 1
        try make(&entry, "buffer", source.description)
        try make(&exit, "buffersink", nil)
        try link(filters)
        try LibavError.check("set up filters", avfilter_graph_config(graph, nil))
    }

    deinit { avfilter_graph_free(&graph) }

    /// Takes over a picture, which is empty afterwards.
    func send(_ frame: borrowing Frame) throws(LibavError) {
        frame.pointer.pointee.pts = frame.pointer.pointee.best_effort_timestamp
        try LibavError.check("filter", av_buffersrc_add_frame_flags(entry, frame.pointer, 0))
    }

    /// No more pictures come: what is still inside can be received.
    func finish() { _ = av_buffersrc_add_frame_flags(entry, nil, 0) }

    /// Fills `frame` with the next picture. `false`: send more, or all is out.
    func receive(into frame: borrowing Frame) throws(LibavError) -> Bool {
        frame.empty()
        return try LibavError.got("filter", av_buffersink_get_frame(exit, frame.pointer))
    }

    private func make(
        _ filter: inout UnsafeMutablePointer<AVFilterContext>?, _ name: String,
        _ arguments: String?
    ) throws(LibavError) {
        let result = avfilter_graph_create_filter(
            &filter, avfilter_get_by_name(name), name, arguments, nil, graph)
        try LibavError.check("make the filter \(name)", result)
    }

    /// Puts `filters` between entry and exit.
    private func link(_ filters: String) throws(LibavError) {
        var outputs = avfilter_inout_alloc()
        var inputs = avfilter_inout_alloc()
        defer {
            avfilter_inout_free(&outputs)
            avfilter_inout_free(&inputs)
        }
        // Named from the chain's side: its input is fed by our entry's output.
        outputs?.pointee.name = av_strdup("in")
        outputs?.pointee.filter_ctx = entry
        inputs?.pointee.name = av_strdup("out")
        inputs?.pointee.filter_ctx = exit
        let result = avfilter_graph_parse_ptr(graph, filters, &inputs, &outputs, nil)
        try LibavError.check("read the filters “\(filters)”", result)
    }
}
