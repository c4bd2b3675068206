import CLibav

/// One decoded picture or block of samples, empty when made. Owns its `AVFrame`.
struct Frame: ~Copyable {
    let pointer: UnsafeMutablePointer<AVFrame>

    init() {
        guard let frame = av_frame_alloc() else { fatalError("out of memory for a frame") }
        pointer = frame
    }

    /// A picture with planes of its own, not cleared.
    static func picture(width: Int, height: Int, format: AVPixelFormat) throws(LibavError) -> Frame
    {
        let frame = Frame()
        frame.pointer.pointee.width = CInt(width)
        frame.pointer.pointee.height = CInt(height)
        frame.pointer.pointee.format = format.rawValue
        try LibavError.check("make a picture", av_frame_get_buffer(frame.pointer, 0))
        return frame
    }

    /// Room for `count` samples of `layout`, not cleared.
    static func samples(
        _ count: Int, format: AVSampleFormat, rate: Int, layout: AVChannelLayout
    ) throws(LibavError) -> Frame {
        let frame = Frame()
        frame.pointer.pointee.nb_samples = CInt(count)
        frame.pointer.pointee.format = format.rawValue
        frame.pointer.pointee.sample_rate = CInt(rate)
        var layout = layout
        let copied = av_channel_layout_copy(&frame.pointer.pointee.ch_layout, &layout)
        try LibavError.check("set a channel layout", copied)
        try LibavError.check("make room for sound", av_frame_get_buffer(frame.pointer, 0))
        return frame
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&freeing)
    }

    /// Lets go of the planes; the frame can be filled again.
    func empty() { av_frame_unref(pointer) }

    /// Takes over the planes of `other`, which is empty afterwards.
    func take(from other: borrowing Frame) {
        av_frame_unref(pointer)
        av_frame_move_ref(pointer, other.pointer)
    }

    /// Makes sure that nobody else, such as an encoder, still reads the planes.
    func makeWritable() throws(LibavError) {
        try LibavError.check("copy a shared picture", av_frame_make_writable(pointer))
    }

    var width: Int { Int(pointer.pointee.width) }
    var height: Int { Int(pointer.pointee.height) }

    /// Whether pictures of this size are coloured by ITU-R BT.709, smaller ones by BT.601.
    var isHD: Bool { height > 576 }

    /// Samples per channel.
    var sampleCount: Int { Int(pointer.pointee.nb_samples) }

    var isInterlaced: Bool { pointer.pointee.interlaced_frame != 0 }

    /// The decoder found no damage in it.
    var isWhole: Bool {
        pointer.pointee.decode_error_flags == 0
            && pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT == 0
    }

    /// Presentation time in the time base of the decoder's packets, guessed when the file gives
    /// none.
    var time: Int64? { Timestamp.known(pointer.pointee.best_effort_timestamp) }
}
