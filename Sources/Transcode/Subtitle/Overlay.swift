import CLibav

/// Something to be laid over a picture: one colour and alpha for each pixel.
struct Overlay {
    let x, y, width, height: Int
    /// Y, Cb, Cr, alpha of each pixel, row by row.
    let pixels: [SIMD4<UInt8>]
}

/// An 8-bit 4:2:0 picture that can be drawn on with alpha.
struct BlendTarget {
    private let planes: [(bytes: UnsafeMutablePointer<UInt8>, stride: Int)]
    private let width, height: Int

    init?(_ picture: UnsafeMutablePointer<AVFrame>) {
        var planes: [(UnsafeMutablePointer<UInt8>, Int)] = []
        for plane in 0..<3 as Range<CInt> {
            guard let bytes = clibav_plane(picture, plane) else { return nil }
            planes.append((bytes, Int(clibav_stride(picture, plane))))
        }
        self.planes = planes
        width = Int(picture.pointee.width)
        height = Int(picture.pointee.height)
    }

    /// Lays a pixel over another; what lies outside is left out. Of the four pixels that share
    /// their chroma, the first decides.
    func blend(x: Int, y: Int, _ colour: SIMD4<UInt8>) {
        let alpha = Int(colour.w)
        guard alpha > 0, x >= 0, y >= 0, x < width, y < height else { return }
        mix(0, x, y, Int(colour.x), alpha)
        guard x & 1 == 0, y & 1 == 0 else { return }
        mix(1, x / 2, y / 2, Int(colour.y), alpha)
        mix(2, x / 2, y / 2, Int(colour.z), alpha)
    }

    private func mix(_ plane: Int, _ x: Int, _ y: Int, _ value: Int, _ alpha: Int) {
        let place = planes[plane].bytes + y * planes[plane].stride + x
        place.pointee = UInt8((Int(place.pointee) * (255 - alpha) + value * alpha + 127) / 255)
    }

    func draw(_ overlay: Overlay) {
        for row in 0..<overlay.height {
            for column in 0..<overlay.width {
                let pixel = overlay.pixels[row * overlay.width + column]
                blend(x: overlay.x + column, y: overlay.y + row, pixel)
            }
        }
    }

    /// Draws one shape that libass made.
    func draw(_ image: ASS_Image, isHD: Bool) {
        guard let bitmap = image.bitmap else { return }
        let opacity = 255 - Int(image.color & 0xFF)
        var colour = SIMD4<UInt8>(
            red: Int(image.color >> 24), green: Int(image.color >> 16 & 0xFF),
            blue: Int(image.color >> 8 & 0xFF), alpha: 0, isHD: isHD)
        for row in 0..<Int(image.h) {
            let line = bitmap + row * Int(image.stride)
            for column in 0..<Int(image.w) where line[column] > 0 {
                colour.w = UInt8(Int(line[column]) * opacity / 255)
                blend(x: Int(image.dst_x) + column, y: Int(image.dst_y) + row, colour)
            }
        }
    }
}

extension SIMD4<UInt8> {
    /// Y, Cb, Cr of limited range by ITU-R BT.709, or BT.601 for small pictures.
    init(red: Int, green: Int, blue: Int, alpha: Int, isHD: Bool) {
        let (r, b) = isHD ? (0.2126, 0.0722) : (0.299, 0.114)
        let (red, green, blue) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
        let luma = r * red + (1 - r - b) * green + b * blue
        self.init(
            UInt8(16 + 219 * luma + 0.5), UInt8(128 + 112 * (blue - luma) / (1 - b) + 0.5),
            UInt8(128 + 112 * (red - luma) / (1 - r) + 0.5), UInt8(alpha))
    }
}
