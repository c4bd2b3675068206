import CLibav
import Glibc

/// Where an item's subtitles are.
enum SubtitleOrigin: Equatable {
    case stream(Int)
    /// In a file of their own.
    case beside(String)
}

/// Draws one track of subtitles into an item's pictures.
final class SubtitleBurner {
    /// The item's stream that packets are wanted of; `nil` if all is known.
    let stream: Int?
    private let decoder: SubtitleDecoder
    private let base: AVRational
    /// The item's first instant in milliseconds of its own time.
    private let zero: Int64
    private let text: TextSubtitles?
    private let images = ImageSubtitles()
    private let canvas = Frame()

    private static let milliseconds = AVRational(num: 1, den: 1000)
    /// A picture without an end shows until the next one, and no longer than half a minute.
    private static let longest: Int64 = 30_000

    /// - Parameters:
    ///   - zero: The item's first instant, in ticks of its own time.
    /// - Returns: `nil` if they cannot be drawn.
    static func open(
        _ origin: SubtitleOrigin, in file: borrowing InputFile, zero: Int64
    ) -> SubtitleBurner? {
        switch origin {
        case .stream(let index):
            let fonts = (0..<file.streamCount).compactMap {
                AttachedFont(file.stream($0).pointee)
            }
            guard let decoder = try? SubtitleDecoder.open(file.stream(index)) else { return nil }
            let base = file.stream(index).pointee.time_base
            return SubtitleBurner(
                decoder, stream: index, base: base, zero: zero / 90, fonts: fonts)
        case .beside(let path):
            return beside(path)
        }
    }

    private static func beside(_ path: String) -> SubtitleBurner? {
        guard let file = try? InputFile.open(path, formats: InputFormats.subtitles),
            file.streamCount > 0,
            let decoder = try? SubtitleDecoder.open(
                file.stream(0), isUnicode: SubtitleFile.isUnicode(path))
        else { return nil }
        let base = file.stream(0).pointee.time_base
        let burner = SubtitleBurner(decoder, stream: nil, base: base, zero: 0, fonts: [])
        let packet = Packet()
        var count = 0
        while count < 50_000, (try? file.read(into: packet)) == true {
            burner.take(packet)
            count += 1
        }
        return burner
    }

    private init(
        _ decoder: consuming SubtitleDecoder, stream: Int?, base: AVRational, zero: Int64,
        fonts: [AttachedFont]
    ) {
        text =
            decoder.header.isEmpty
            ? nil : TextSubtitles(header: decoder.header, fonts: fonts)
        self.decoder = decoder
        self.stream = stream
        self.base = base
        self.zero = zero
    }

    /// Takes the next packet of the subtitles.
    func take(_ packet: borrowing Packet) {
        guard let stamp = packet.pts else { return }
        let start = av_rescale_q(stamp, base, Self.milliseconds) - zero
        let length = av_rescale_q(packet.duration, base, Self.milliseconds)
        decoder.decode(packet) { subtitle in
            let begin = start + Int64(subtitle.start_display_time)
            let shown = Int64(subtitle.end_display_time) - Int64(subtitle.start_display_time)
            let isKnown = shown > 0 && subtitle.end_display_time != .max
            let duration = length > 0 ? length : isKnown ? shown : Self.longest
            if let text {
                for index in 0..<subtitle.num_rects {
                    let rect = withUnsafePointer(to: subtitle) { clibav_rect($0, index) }
                    guard let line = rect?.pointee.ass else { continue }
                    text.add(line, start: begin, duration: duration)
                }
            } else {
                images.add(
                    subtitle, start: begin, end: begin + duration, width: decoder.width,
                    height: decoder.height)
            }
        }
    }

    /// The picture with what shows at `time` on it, in ticks of the item; good until the next
    /// call. It is `picture` itself where nothing shows.
    ///
    /// - Parameter fit: Where the film lies in the picture.
    func burn(
        _ picture: UnsafeMutablePointer<AVFrame>, at time: Int64, within fit: PictureFit
    ) throws(LibavError) -> UnsafeMutablePointer<AVFrame> {
        var target: BlendTarget?
        // Pictures may be shown again without what was drawn on them.
        let own = { () throws(LibavError) -> BlendTarget? in
            if let target { return target }
            self.canvas.empty()
            try LibavError.check(
                "keep a picture", av_frame_ref(self.canvas.pointer, picture))
            try self.canvas.makeWritable()
            target = BlendTarget(self.canvas.pointer)
            return target
        }
        if let text {
            try text.draw(at: time / 90, on: picture, within: fit, own)
        } else {
            try images.draw(at: time / 90, within: fit, own)
        }
        return target == nil ? picture : canvas.pointer
    }
}
