import CLibav
import Glibc

/// Decodes one stream. Owns its `AVCodecContext`.
struct Decoder: ~Copyable {
    let context: UnsafeMutablePointer<AVCodecContext>

    /// A decoder for what `stream`'s header says, opened.
    ///
    /// - Parameter threads: 1 keeps memory small and adds no delay; 0 lets libav choose.
    static func open(
        _ stream: UnsafeMutablePointer<AVStream>, threads: Int = 1
    ) throws(LibavError) -> Decoder {
        guard let codec = avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id) else {
            throw LibavError(doing: "find a decoder", code: clibav_error_decoder_not_found())
        }
        guard let context = avcodec_alloc_context3(codec) else {
            throw LibavError(doing: "make a decoder", code: -ENOMEM)
        }
        let decoder = Decoder(context: context)  // From here on, a throw frees it.
        try LibavError.check(
            "set up a decoder", avcodec_parameters_to_context(context, stream.pointee.codecpar))
        context.pointee.pkt_timebase = stream.pointee.time_base
        context.pointee.thread_count = CInt(threads)
        try LibavError.check("open a decoder", avcodec_open2(context, codec, nil))
        return decoder
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&freeing)
    }

    /// Hands over a packet. `false`: its frames must be received first, then send it again.
    ///
    /// - Throws: ``LibavError`` when the data is damaged; the decoder can go on with the next.
    func send(_ packet: borrowing Packet) throws(LibavError) -> Bool {
        try LibavError.got("decode", avcodec_send_packet(context, packet.pointer))
    }

    /// No more packets come: what is still inside can be received.
    func finish() { avcodec_send_packet(context, nil) }

    /// Fills `frame` with the next one. `false`: it needs more packets, or all is out.
    func receive(into frame: borrowing Frame) throws(LibavError) -> Bool {
        try LibavError.got("decode", avcodec_receive_frame(context, frame.pointer))
    }

    /// Forgets everything, after a seek.
    func flush() { avcodec_flush_buffers(context) }
}
