import CLibav
import Glibc

/// Rewrites coded packets without decoding them, such as `h264_mp4toannexb`. Owns its `AVBSFContext`.
struct BitstreamFilter: ~Copyable {
    let context: UnsafeMutablePointer<AVBSFContext>

    /// The filter `name` for packets of `stream`, ready to use.
    static func open(
        _ name: String, for stream: UnsafeMutablePointer<AVStream>
    ) throws(LibavError) -> BitstreamFilter {
        guard let filter = av_bsf_get_by_name(name) else {
            throw LibavError(doing: "find the filter \(name)", code: -ENOENT)
        }
        var allocated: UnsafeMutablePointer<AVBSFContext>?
        try LibavError.check("make the filter \(name)", av_bsf_alloc(filter, &allocated))
        guard let context = allocated else {
            throw LibavError(doing: "make the filter \(name)", code: -ENOMEM)
        }
        let made = BitstreamFilter(context: context)  // From here on, a throw frees it.
        try LibavError.check(
            "set up the filter \(name)",
            avcodec_parameters_copy(context.pointee.par_in, stream.pointee.codecpar))
        context.pointee.time_base_in = stream.pointee.time_base
        try LibavError.check("open the filter \(name)", av_bsf_init(context))
        return made
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVBSFContext>? = context
        av_bsf_free(&freeing)
    }

    /// Hands over a packet, which is empty afterwards. `false`: receive first, then send it again.
    func send(_ packet: borrowing Packet) throws(LibavError) -> Bool {
        try LibavError.got("filter a packet", av_bsf_send_packet(context, packet.pointer))
    }

    /// No more packets come.
    func finish() { av_bsf_send_packet(context, nil) }

    /// Fills `packet` with the next one. `false`: it needs more packets, or all is out.
    func receive(into packet: borrowing Packet) throws(LibavError) -> Bool {
        try LibavError.got("filter a packet", av_bsf_receive_packet(context, packet.pointer))
    }

    /// Forgets everything, after a seek.
    func flush() { av_bsf_flush(context) }
}
