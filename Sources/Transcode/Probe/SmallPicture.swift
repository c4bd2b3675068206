import CLibav
import Glibc

/// A picture beside media, made small: what a poster of 20 MB is on a page.
///
/// It opens files of unknown origin: only for a worker process, which may die of one.
enum SmallPicture {
    /// Larger files are no poster.
    static let mostBytes = 33_554_432
    /// Larger pictures are no poster, or a bomb.
    private static let mostPixels: Int64 = 64_000_000

    /// A JPEG of at most so many columns and rows; never larger than the original.
    static func jpeg(of path: String, width: Int, height: Int) throws(Unplayable) -> [UInt8] {
        let size = try FileCheck.size(of: path)
        guard size <= mostBytes else { throw .tooLarge }
        let bytes = FileCheck.head(of: path, count: Int(size))
        guard let codec = codec(of: bytes) else { throw .noImage }
        do throws(LibavError) {
            let picture = try decode(bytes, codec)
            guard picture.width > 0, picture.height > 0 else { throw LibavError.noPicture }
            return try encode(try shrink(picture, width, height))
        } catch {
            throw .damaged(reason: error.reason)
        }
    }

    /// By the first bytes, for names lie.
    private static func codec(of bytes: [UInt8]) -> AVCodecID? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return AV_CODEC_ID_MJPEG }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return AV_CODEC_ID_PNG }
        let isRIFF = bytes.starts(with: "RIFF".utf8)
        return isRIFF && bytes.dropFirst(8).starts(with: "WEBP".utf8) ? AV_CODEC_ID_WEBP : nil
    }

    private static func decode(_ bytes: [UInt8], _ codec: AVCodecID) throws(LibavError) -> Frame {
        let decoder = try Decoder.open(codec, mostPixels: mostPixels)
        let packet = Packet()
        // libav reads beyond the end.
        var padded = bytes + [UInt8](repeating: 0, count: Int(AV_INPUT_BUFFER_PADDING_SIZE))
        var fault: LibavError?
        padded.withUnsafeMutableBufferPointer { buffer in
            packet.pointer.pointee.data = buffer.baseAddress
            packet.pointer.pointee.size = CInt(bytes.count)
            do throws(LibavError) { _ = try decoder.send(packet) } catch { fault = error }
            packet.pointer.pointee.data = nil
            packet.pointer.pointee.size = 0
        }
        if let fault { throw fault }
        decoder.finish()
        let frame = Frame()
        guard try decoder.receive(into: frame) else { throw LibavError.noPicture }
        return frame
    }

    private static func shrink(
        _ picture: borrowing Frame, _ width: Int, _ height: Int
    ) throws(LibavError) -> Frame {
        let format = AVPixelFormat(picture.pointer.pointee.format)
        let fit = PictureFit(
            width: picture.width, height: picture.height, sample: (1, 1),
            into: (min(width, picture.width) & ~1, min(height, picture.height) & ~1))
        let small = try Frame.picture(
            width: max(2, fit.width), height: max(2, fit.height), format: AV_PIX_FMT_YUVJ420P)
        let context = sws_getContext(
            CInt(picture.width), CInt(picture.height), format, CInt(small.width),
            CInt(small.height), AV_PIX_FMT_YUVJ420P, SWS_BICUBIC, nil, nil, nil)
        guard let context else {
            throw LibavError(doing: "scale pictures of this format", code: -ENOSYS)
        }
        defer { sws_freeContext(context) }
        try LibavError.check(
            "scale a picture", clibav_scale_into(context, picture.pointer, small.pointer, 0, 0))
        return small
    }

    private static func encode(_ picture: borrowing Frame) throws(LibavError) -> [UInt8] {
        let (width, height) = (CInt(picture.width), CInt(picture.height))
        let encoder = try Encoder.open("mjpeg") { context in
            context.width = width
            context.height = height
            context.pix_fmt = AV_PIX_FMT_YUVJ420P
            context.color_range = AVCOL_RANGE_JPEG
            context.time_base = AVRational(num: 1, den: 1)
            context.flags |= AV_CODEC_FLAG_QSCALE
            context.global_quality = 4 * FF_QP2LAMBDA
        }
        picture.pointer.pointee.quality = 4 * FF_QP2LAMBDA
        picture.pointer.pointee.pts = 0
        let packet = Packet()
        guard try encoder.send(picture) else { throw LibavError.noPicture }
        encoder.finish()
        guard try encoder.receive(into: packet) else { throw LibavError.noPicture }
        return Array(packet.bytes)
    }
}

extension LibavError {
    fileprivate static let noPicture = LibavError(
        doing: "read a picture", code: clibav_error_invalid_data())
}

extension Decoder {
    /// A decoder without a file.
    fileprivate static func open(
        _ codec: AVCodecID, mostPixels: Int64
    ) throws(LibavError) -> Decoder {
        guard let found = avcodec_find_decoder(codec),
            let context = avcodec_alloc_context3(found)
        else { throw LibavError(doing: "find a decoder", code: clibav_error_decoder_not_found()) }
        let decoder = Decoder(context: context)  // From here on, a throw frees it.
        context.pointee.thread_count = 1
        context.pointee.max_pixels = mostPixels
        try LibavError.check("open a decoder", avcodec_open2(context, found, nil))
        return decoder
    }
}
