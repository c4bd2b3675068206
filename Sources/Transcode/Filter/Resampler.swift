import CLibav
import Glibc
import Wire

/// Turns sound of any rate, format and layout into float samples, 48 kHz, two channels.
///
/// Surround is mixed down by ITU-R BS.775, normalised so that nothing clips. Owns its `SwrContext`.
final class Resampler {
    private var context: OpaquePointer?
    private var source: Source?
    private let output = Frame()
    private var room = 0

    private struct Source: Equatable {
        let format, rate, channels: CInt
        let mask: UInt64
    }

    deinit { swr_free(&context) }

    /// Resamples one decoded block and lends what comes out to `body`: left, right, samples.
    func resample(
        _ frame: borrowing Frame,
        _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, Int) throws(LibavError)
            -> Void
    ) throws(LibavError) {
        let block = frame.pointer.pointee
        let wanted = Source(
            format: block.format, rate: block.sample_rate, channels: block.ch_layout.nb_channels,
            mask: block.ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? block.ch_layout.u.mask : 0)
        if wanted != source { try prepare(wanted, layout: block.ch_layout) }
        let most = Int(swr_get_out_samples(context, block.nb_samples))
        try makeRoom(most)
        let count = try LibavError.check(
            "resample sound", clibav_resample(context, output.pointer, CInt(room), frame.pointer))
        let planes = output.pointer.pointee.data
        guard count > 0, let left = planes.0, let right = planes.1 else { return }
        try body(Self.floats(left), Self.floats(right), Int(count))
    }

    /// What is inside and not out yet, in samples at 48 kHz.
    var delay: Int64 { context == nil ? 0 : swr_get_delay(context, ADTS.rate) }

    private func prepare(_ wanted: Source, layout: AVChannelLayout) throws(LibavError) {
        swr_free(&context)
        source = wanted
        var from = layout
        if layout.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&from, layout.nb_channels)
        }
        var to = clibav_stereo()
        try LibavError.check(
            "set up resampling",
            swr_alloc_set_opts2(
                &context, &to, AV_SAMPLE_FMT_FLTP, CInt(ADTS.rate), &from,
                AVSampleFormat(wanted.format), wanted.rate, 0, nil))
        if let context {
            av_opt_set_double(UnsafeMutableRawPointer(context), "rematrix_maxval", 1, 0)
        }
        try LibavError.check("start resampling", swr_init(context))
    }

    private func makeRoom(_ count: Int) throws(LibavError) {
        guard count > room else { return }
        output.empty()
        output.pointer.pointee.nb_samples = CInt(count)
        output.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        output.pointer.pointee.sample_rate = CInt(ADTS.rate)
        output.pointer.pointee.ch_layout = clibav_stereo()
        try LibavError.check("make room for sound", av_frame_get_buffer(output.pointer, 0))
        room = count
    }

    private static func floats(_ plane: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<Float>
    {
        UnsafeMutableRawPointer(plane).assumingMemoryBound(to: Float.self)
    }
}
