import CLibav

/// Keeps subtitles that are pictures (PGS, DVB, VobSub) until they have been shown.
final class ImageSubtitles {
    private struct Event {
        let start: Int64
        var end: Int64
        let images: [IndexedImage]
        var overlays: (PictureFit, [Overlay])?
    }

    /// More are never shown or waiting at once.
    private static let limit = 32

    private var events: [Event] = []

    /// Takes what shows from `start` to `end`, in milliseconds; it ends what showed before.
    ///
    /// - Parameters:
    ///   - width: Of the picture that places are for; 0 where it isn't said.
    func add(_ subtitle: AVSubtitle, start: Int64, end: Int64, width: Int, height: Int) {
        for index in events.indices { events[index].end = min(events[index].end, start) }
        let images = (0..<subtitle.num_rects).compactMap { index in
            withUnsafePointer(to: subtitle) { clibav_rect($0, index) }
                .flatMap { IndexedImage($0.pointee, width: width, height: height) }
        }
        guard !images.isEmpty, events.count < Self.limit else { return }
        events.append(Event(start: start, end: end, images: images))
    }

    /// Draws what shows at `time`, in milliseconds.
    func draw(
        at time: Int64, within fit: PictureFit, _ canvas: () throws(LibavError) -> BlendTarget?
    ) throws(LibavError) {
        events.removeAll { $0.end <= time }
        for index in events.indices where events[index].start <= time {
            if events[index].overlays?.0 != fit {
                events[index].overlays = (fit, events[index].images.map { $0.overlay(within: fit) })
            }
            guard let target = try canvas() else { return }
            events[index].overlays?.1.forEach(target.draw)
        }
    }
}

/// A picture of up to 256 colours, at its place in a larger one.
struct IndexedImage {
    let x, y, width, height: Int
    /// Size of the picture that the place is for; 0 is that of the film.
    let canvas: (width: Int, height: Int)
    let indices: [UInt8]
    /// 0xAARRGGBB.
    let palette: [UInt32]

    init(
        x: Int, y: Int, width: Int, height: Int, canvas: (width: Int, height: Int),
        indices: [UInt8], palette: [UInt32]
    ) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
        self.canvas = canvas
        self.indices = indices
        self.palette = palette
    }

    /// - Returns: `nil` for text, and for what is empty or larger than any picture.
    init?(_ rect: AVSubtitleRect, width: Int, height: Int) {
        let (columns, rows, stride) = (Int(rect.w), Int(rect.h), Int(rect.linesize.0))
        guard rect.type == SUBTITLE_BITMAP, let bytes = rect.data.0, let colours = rect.data.1,
            (1...4096).contains(columns), (1...4096).contains(rows), stride >= columns
        else { return nil }
        let indices = [UInt8](unsafeUninitializedCapacity: columns * rows) { buffer, count in
            for row in 0..<rows {
                for column in 0..<columns {
                    buffer[row * columns + column] = bytes[row * stride + column]
                }
            }
            count = columns * rows
        }
        let palette = colours.withMemoryRebound(to: UInt32.self, capacity: 256) {
            Array(UnsafeBufferPointer(start: $0, count: 256))
        }
        self.init(
            x: Int(rect.x), y: Int(rect.y), width: columns, height: rows, canvas: (width, height),
            indices: indices, palette: palette)
    }

    /// As it lies over a film that fills `fit` of the frame.
    func overlay(within fit: PictureFit) -> Overlay {
        let wide = canvas.width > 0 ? canvas.width : max(fit.width, x + width)
        let high = canvas.height > 0 ? canvas.height : max(fit.height, y + height)
        let columns = max(1, width * fit.width / wide)
        let rows = max(1, height * fit.height / high)
        let isHD = fit.height > 576
        var pixels: [SIMD4<UInt8>] = []
        pixels.reserveCapacity(columns * rows)
        for row in 0..<rows {
            let lines = span(row, rows, height)
            for column in 0..<columns {
                pixels.append(mean(span(column, columns, width), lines, isHD: isHD))
            }
        }
        return Overlay(
            x: fit.x + x * fit.width / wide, y: fit.y + y * fit.height / high, width: columns,
            height: rows, pixels: pixels)
    }

    /// The pixels of `count` that one of `parts` stands for, one at least.
    private func span(_ part: Int, _ parts: Int, _ count: Int) -> Range<Int> {
        let start = part * count / parts
        return start..<max(start + 1, (part + 1) * count / parts)
    }

    /// The mean colour of a block, in which transparent pixels count as much as they show.
    private func mean(_ columns: Range<Int>, _ rows: Range<Int>, isHD: Bool) -> SIMD4<UInt8> {
        var sum = SIMD4<Int>.zero
        for row in rows {
            for column in columns {
                let colour = palette[Int(indices[row * width + column])]
                let alpha = Int(colour >> 24)
                let parts = SIMD4(
                    Int(colour >> 16 & 0xFF), Int(colour >> 8 & 0xFF), Int(colour & 0xFF), 1)
                sum &+= parts &* SIMD4(repeating: alpha)
            }
        }
        guard sum.w > 0 else { return .zero }
        return SIMD4(
            red: sum.x / sum.w, green: sum.y / sum.w, blue: sum.z / sum.w,
            alpha: sum.w / (columns.count * rows.count), isHD: isHD)
    }
}
