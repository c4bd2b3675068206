import Broadcast
import CLibav
import Glibc

/// Brings pictures of any size, format and dynamic range into the channel's frame: scaled,
/// centred, black around, SDR.
///
/// Owns its `SwsContext` and the frame it paints, which is good until the next call.
final class Scaler {
    private let target: Frame
    private let fitting: Looks.Fitting
    /// A picture without what is cut off.
    private let cropped = Frame()
    /// An HDR picture in its final size, before its tones are mapped.
    private var deep = Frame()
    private var tones: ToneMap?
    private var context: OpaquePointer?
    private var source: Source?
    /// Where the picture lies in the frame.
    private(set) var fit = PictureFit(width: 2, height: 2, sample: (1, 1), into: (2, 2))

    /// What a context is made for.
    private struct Source: Equatable {
        let width, height, format: CInt
        let space: AVColorSpace
        let range: AVColorRange
        let sampleWidth, sampleHeight: CInt
        let tones: ToneTable.Kind?
    }

    init(width: Int, height: Int, fitting: Looks.Fitting = .pad) throws(LibavError) {
        self.fitting = fitting
        target = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_YUV420P)
    }

    deinit { sws_freeContext(context) }

    /// The picture in the channel's shape: `frame` itself where it has it already.
    ///
    /// - Parameter sample: Shape of a sample as the container has it; zeros if it doesn't say.
    func scale(
        _ frame: borrowing Frame, sample: AVRational
    ) throws(LibavError) -> UnsafeMutablePointer<AVFrame> {
        let picture = frame.pointer.pointee
        let shape = picture.sample_aspect_ratio.num > 0 ? picture.sample_aspect_ratio : sample
        let wanted = Source(
            width: picture.width, height: picture.height, format: picture.format,
            space: picture.colorspace, range: picture.color_range, sampleWidth: shape.num,
            sampleHeight: shape.den, tones: frame.tones(isHD: target.isHD))
        if wanted != source { try prepare(wanted) }
        guard fit.cropX > 0 || fit.cropY > 0 else { return try paint(frame) }
        cropped.empty()
        try LibavError.check("crop a picture", av_frame_ref(cropped.pointer, frame.pointer))
        cropped.pointer.pointee.crop_left = fit.cropX
        cropped.pointer.pointee.crop_right = fit.cropX
        cropped.pointer.pointee.crop_top = fit.cropY
        cropped.pointer.pointee.crop_bottom = fit.cropY
        let flags = CInt(AV_FRAME_CROP_UNALIGNED)
        try LibavError.check("crop a picture", av_frame_apply_cropping(cropped.pointer, flags))
        return try paint(cropped)
    }

    private func paint(
        _ frame: borrowing Frame
    ) throws(LibavError) -> UnsafeMutablePointer<AVFrame> {
        if let tones { return try map(frame, tones) }
        guard let context else { return frame.pointer }
        try target.makeWritable()
        try LibavError.check(
            "scale a picture",
            clibav_scale_into(context, frame.pointer, target.pointer, CInt(fit.x), CInt(fit.y)))
        return target.pointer
    }

    private func map(
        _ frame: borrowing Frame, _ tones: ToneMap
    ) throws(LibavError) -> UnsafeMutablePointer<AVFrame> {
        try target.makeWritable()
        if let context {
            try LibavError.check(
                "scale a picture",
                clibav_scale_into(context, frame.pointer, deep.pointer, 0, 0))
            tones.map(deep, into: target, x: fit.x, y: fit.y)
        } else {
            tones.map(frame, into: target, x: fit.x, y: fit.y)
        }
        return target.pointer
    }

    private func prepare(_ wanted: Source) throws(LibavError) {
        sws_freeContext(context)
        context = nil
        if tones?.kind != wanted.tones { tones = wanted.tones.map(ToneMap.init) }
        source = wanted
        fit = PictureFit(
            width: Int(wanted.width), height: Int(wanted.height),
            sample: (Int(wanted.sampleWidth), Int(wanted.sampleHeight)),
            into: (target.width, target.height), fitting)
        let width = wanted.width - CInt(2 * fit.cropX)
        let height = wanted.height - CInt(2 * fit.cropY)
        let format = tones == nil ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUV420P10LE
        let isSameSize = width == fit.width && height == fit.height
        let isWhole = fit.width == target.width && fit.height == target.height
        let isPlain = wanted.format == format.rawValue && wanted.range != AVCOL_RANGE_JPEG
        if isSameSize && isPlain && isWhole && tones == nil { return }
        try target.makeWritable()
        blacken()
        if isSameSize && isPlain && tones != nil { return }
        if tones != nil {
            deep = try Frame.picture(width: fit.width, height: fit.height, format: format)
        }
        context = sws_getContext(
            width, height, AVPixelFormat(wanted.format), CInt(fit.width),
            CInt(fit.height), format, SWS_BICUBIC, nil, nil, nil)
        guard let context else {
            throw LibavError(doing: "scale pictures of this format", code: -ENOSYS)
        }
        setColours(of: wanted, context)
    }

    /// SD pictures that don't say are BT.601, HD ones BT.709; what leaves is by its own size.
    /// Those of HDR stay what they are.
    private func setColours(of wanted: Source, _ context: OpaquePointer) {
        let usual = wanted.height > 576 || wanted.width > 1024 ? SWS_CS_ITU709 : SWS_CS_ITU601
        let from = wanted.space == AVCOL_SPC_UNSPECIFIED ? usual : CInt(wanted.space.rawValue)
        let to = tones != nil ? from : target.isHD ? SWS_CS_ITU709 : SWS_CS_ITU601
        sws_setColorspaceDetails(
            context, sws_getCoefficients(from), wanted.range == AVCOL_RANGE_JPEG ? 1 : 0,
            sws_getCoefficients(to), 0, 0, 1 << 16, 1 << 16)
    }

    private func blacken() {
        for (plane, value) in [(0, 16), (1, 128), (2, 128)] as [(CInt, CInt)] {
            let rows = plane == 0 ? target.height : target.height / 2
            memset(
                clibav_plane(target.pointer, plane), value,
                rows * Int(clibav_stride(target.pointer, plane)))
        }
    }
}
