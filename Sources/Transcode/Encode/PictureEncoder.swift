import Broadcast
import CLibav
import Glibc
import Wire

/// The channel's one H.264 encoder: opened when an item first needs it, kept over all items that
/// do, closed when one is copied.
///
/// It has no lookahead and no B-frames, so every picture comes out at once or a few later; the
/// ceiling of the bit rate always holds. Key frames come at each item's start and every two
/// seconds.
final class PictureEncoder {
    private static let keyInterval: Int64 = 2 * StreamTime.rate

    private let profile: OutputProfile
    private let output: any PictureSink
    private let origin: Int64
    private let packet = Packet()
    private var context: UnsafeMutablePointer<AVCodecContext>?
    private var nextKey = Int64.min
    private var grid: FrameGrid

    /// - Parameter origin: The tick that the encoder counts from.
    init(profile: OutputProfile, output: any PictureSink, origin: Int64) {
        self.profile = profile
        self.output = output
        self.origin = origin
        grid = FrameGrid(begin: origin, rate: .usual)
    }

    deinit { avcodec_free_context(&context) }

    /// When the next picture leaves.
    var next: Int64 { grid.next }

    /// Up to when a picture of ``next`` is nearer than the one after it.
    var turn: Int64 { grid.turn }

    /// Whether the next picture would be nearer to `end`, where another item begins, than to its
    /// own place.
    func hasReached(_ end: Int64) -> Bool { grid.turn >= end }

    /// The next picture, at `begin`, becomes a key frame.
    ///
    /// Pictures of items in a row keep one rhythm; after a copied one it begins anew, never less
    /// than a frame after its last picture.
    func startItem(at begin: Int64, rate: FrameRate) {
        nextKey = .min
        guard context == nil || grid.rate != rate || abs(grid.next - begin) > rate.frame else {
            return
        }
        grid = FrameGrid(
            begin: max(begin, (output.lastShown ?? begin - rate.frame) + rate.frame), rate: rate)
    }

    /// Encodes a picture of the profile's size for ``next``.
    func encode(_ picture: UnsafeMutablePointer<AVFrame>) throws(LibavError) {
        let context = try opened()
        let time = grid.next
        grid.advance()
        let isKey = time >= nextKey
        if isKey { nextKey = time + Self.keyInterval - StreamTime.rate / 100 }
        picture.pointee.pts = time - origin
        picture.pointee.pict_type = isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        try LibavError.check("encode a picture", avcodec_send_frame(context, picture))
        try receive(context)
    }

    /// Gets the last pictures out and gives its memory back; the next item is copied.
    func close() throws(LibavError) {
        guard let closing = context else { return }
        avcodec_send_frame(closing, nil)
        defer { avcodec_free_context(&context) }
        try receive(closing)
    }

    private func receive(_ context: UnsafeMutablePointer<AVCodecContext>) throws(LibavError) {
        while try LibavError.got(
            "encode a picture", avcodec_receive_packet(context, packet.pointer))
        {
            guard let pts = packet.pts else { continue }
            output.add(
                picture: AccessUnit(
                    bytes: [UInt8](packet.bytes), presentation: origin + pts,
                    decoding: origin + (packet.dts ?? pts), isKey: packet.isKey))
            packet.empty()
        }
    }

    private func opened() throws(LibavError) -> UnsafeMutablePointer<AVCodecContext> {
        if let context { return context }
        guard let codec = avcodec_find_encoder_by_name("libx264"),
            let made = avcodec_alloc_context3(codec)
        else {
            throw LibavError(doing: "find the H.264 encoder libx264", code: -ENOENT)
        }
        context = made
        set(made)
        var options = EncoderSettings.x264
        defer { av_dict_free(&options) }
        let result = avcodec_open2(made, codec, &options)
        if result < 0 { avcodec_free_context(&context) }
        try LibavError.check("open the H.264 encoder", result)
        return made
    }

    private func set(_ context: UnsafeMutablePointer<AVCodecContext>) {
        let isHD = profile.height > 576
        context.pointee.width = CInt(profile.width)
        context.pointee.height = CInt(profile.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.time_base = AVRational(num: 1, den: CInt(StreamTime.rate))
        context.pointee.framerate = AVRational(num: CInt(profile.maximumFrameRate), den: 1)
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        context.pointee.rc_max_rate = Int64(profile.videoBitrate)
        context.pointee.rc_buffer_size = CInt(profile.videoBitrate)
        context.pointee.gop_size = CInt(profile.maximumFrameRate * 4)
        context.pointee.max_b_frames = 0
        context.pointee.thread_count = EncoderSettings.pictureThreads
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.colorspace = isHD ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
        context.pointee.color_primaries = isHD ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M
        context.pointee.color_trc = isHD ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M
    }
}
