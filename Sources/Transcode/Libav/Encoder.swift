import CLibav
import Glibc

/// Codes pictures or sound. Owns its `AVCodecContext`.
struct Encoder: ~Copyable {
    let context: UnsafeMutablePointer<AVCodecContext>

    /// The encoder `name`, opened.
    ///
    /// - Parameters:
    ///   - options: The encoder's private options; one that it doesn't know is an error.
    ///   - set: Sets sizes, rates and formats before it opens.
    static func open(
        _ name: String, options: KeyValuePairs<String, String> = [:],
        set: (inout AVCodecContext) -> Void
    ) throws(LibavError) -> Encoder {
        guard let codec = avcodec_find_encoder_by_name(name) else {
            throw LibavError(doing: "find the encoder \(name)", code: -ENOENT)
        }
        guard let context = avcodec_alloc_context3(codec) else {
            throw LibavError(doing: "make the encoder \(name)", code: -ENOMEM)
        }
        let encoder = Encoder(context: context)  // From here on, a throw frees it.
        set(&context.pointee)
        for (key, value) in options {
            try LibavError.check(
                "set \(key) of the encoder \(name)",
                av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN))
        }
        try LibavError.check("open the encoder \(name)", avcodec_open2(context, codec, nil))
        return encoder
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&freeing)
    }

    /// Samples per channel that a frame of sound must have.
    var frameSize: Int { Int(context.pointee.frame_size) }

    /// Hands over a frame with its `pts` in the encoder's time base. `false`: receive first.
    func send(_ frame: borrowing Frame) throws(LibavError) -> Bool {
        try LibavError.got("encode", avcodec_send_frame(context, frame.pointer))
    }

    /// No more frames come: what is still inside can be received.
    func finish() { avcodec_send_frame(context, nil) }

    /// Fills `packet` with the next one. `false`: it needs more frames, or all is out.
    func receive(into packet: borrowing Packet) throws(LibavError) -> Bool {
        try LibavError.got("encode", avcodec_receive_packet(context, packet.pointer))
    }
}
