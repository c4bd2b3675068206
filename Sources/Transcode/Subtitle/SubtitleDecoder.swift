import CLibav
import Glibc

/// Decodes one stream of subtitles. Owns its `AVCodecContext`.
struct SubtitleDecoder: ~Copyable {
    private let context: UnsafeMutablePointer<AVCodecContext>

    /// - Parameter isUnicode: The text is UTF-8; else it is taken for Windows-1252.
    static func open(
        _ stream: UnsafeMutablePointer<AVStream>, isUnicode: Bool = true
    ) throws(LibavError) -> SubtitleDecoder {
        guard let codec = avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id),
            let context = avcodec_alloc_context3(codec)
        else { throw LibavError(doing: "find a decoder", code: clibav_error_decoder_not_found()) }
        let decoder = SubtitleDecoder(context: context)  // From here on, a throw frees it.
        try LibavError.check(
            "set up a decoder", avcodec_parameters_to_context(context, stream.pointee.codecpar))
        context.pointee.pkt_timebase = stream.pointee.time_base
        if !isUnicode { av_opt_set(context, "sub_charenc", "CP1252", 0) }
        try LibavError.check("open a decoder", avcodec_open2(context, codec, nil))
        return decoder
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&freeing)
    }

    /// The styles of all text, as ASS; empty for pictures.
    var header: UnsafeBufferPointer<CChar> {
        let bytes = context.pointee.subtitle_header
        return UnsafeBufferPointer(
            start: UnsafeRawPointer(bytes)?.assumingMemoryBound(to: CChar.self),
            count: Int(context.pointee.subtitle_header_size))
    }

    /// Size of what image subtitles are drawn for, 0 where they don't say.
    var width: Int { Int(context.pointee.width) }
    var height: Int { Int(context.pointee.height) }

    /// Lends what the packet shows to `body`, if it shows or clears anything.
    ///
    /// Damaged packets are left out.
    func decode(_ packet: borrowing Packet, _ body: (AVSubtitle) -> Void) {
        var subtitle = AVSubtitle()
        var isComplete: CInt = 0
        let result = avcodec_decode_subtitle2(context, &subtitle, &isComplete, packet.pointer)
        guard result >= 0, isComplete != 0 else { return }
        body(subtitle)
        avsubtitle_free(&subtitle)
    }
}
