import CLibav
import Glibc

/// Draws text with its styles. Owns libass's library, renderer and track.
final class TextSubtitles {
    private let library, renderer, track: OpaquePointer
    private var placed: (PictureFit, width: CInt, height: CInt)?

    /// - Parameters:
    ///   - header: The styles, as ASS.
    ///   - fonts: Those that the file brings.
    /// - Returns: `nil` where libass cannot be had; the reason is on standard error.
    init?(header: UnsafeBufferPointer<CChar>, fonts: [AttachedFont]) {
        do throws(LibavMissing) {
            try Libav.loadSubtitles()
        } catch {
            ErrorLine.write("stream: subtitles are left out. \(error.message)")
            return nil
        }
        guard let library = clibass_quiet_library() else { return nil }
        for font in fonts { ass_add_font(library, font.name, font.bytes, font.size) }
        guard let renderer = ass_renderer_init(library), let track = ass_new_track(library) else {
            ass_library_done(library)
            return nil
        }
        (self.library, self.renderer, self.track) = (library, renderer, track)
        ass_set_fonts(renderer, nil, "sans-serif", 1, nil, 1)
        ass_process_codec_private(track, header.baseAddress, CInt(header.count))
    }

    deinit {
        ass_free_track(track)
        ass_renderer_done(renderer)
        ass_library_done(library)
    }

    /// Adds a line as libavcodec gives it, in milliseconds.
    func add(_ line: UnsafePointer<CChar>, start: Int64, duration: Int64) {
        ass_process_chunk(track, line, CInt(clamping: strlen(line)), start, duration)
    }

    /// Draws what shows at `time`, in milliseconds.
    ///
    /// - Parameter canvas: Gives what is drawn on, once it is known that there is anything.
    func draw(
        at time: Int64, on picture: UnsafeMutablePointer<AVFrame>, within fit: PictureFit,
        _ canvas: () throws(LibavError) -> BlendTarget?
    ) throws(LibavError) {
        place(within: fit, picture.pointee.width, picture.pointee.height)
        var image = ass_render_frame(renderer, track, time, nil)
        guard image != nil, let target = try canvas() else { return }
        while let shape = image {
            target.draw(shape.pointee, isHD: picture.pointee.height > 576)
            image = shape.pointee.next
        }
    }

    private func place(within fit: PictureFit, _ width: CInt, _ height: CInt) {
        if let placed, placed == (fit, width, height) { return }
        placed = (fit, width, height)
        ass_set_frame_size(renderer, width, height)
        ass_set_margins(
            renderer, CInt(fit.y), height - CInt(fit.y + fit.height), CInt(fit.x),
            width - CInt(fit.x + fit.width))
    }
}

/// A font inside a media file; the file stays open while this is used.
struct AttachedFont {
    let name: String
    let bytes: UnsafeRawPointer
    let size: CInt

    /// Larger ones are left out: 16 MB.
    private static let limit: CInt = 16 << 20

    init?(_ stream: AVStream) {
        let parameters = stream.codecpar.pointee
        let isFont =
            parameters.codec_id == AV_CODEC_ID_TTF || parameters.codec_id == AV_CODEC_ID_OTF
        guard parameters.codec_type == AVMEDIA_TYPE_ATTACHMENT, isFont,
            let data = parameters.extradata, (1...Self.limit).contains(parameters.extradata_size)
        else { return nil }
        name = StreamFacts.tag("filename", of: stream.metadata) ?? "font"
        bytes = UnsafeRawPointer(data)
        size = parameters.extradata_size
    }
}
