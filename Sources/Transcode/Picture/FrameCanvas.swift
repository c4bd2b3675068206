import CLibav

extension Frame {
    /// A canvas on the planes of this picture, which must be `yuv420p` with planes of its own and
    /// outlive the canvas.
    var canvas: Canvas {
        precondition(pointer.pointee.format == AV_PIX_FMT_YUV420P.rawValue, "a canvas is yuv420p")
        return Canvas(
            width: width, height: height, luma: plane(0), blue: plane(1), red: plane(2))
    }

    private func plane(_ index: CInt) -> Canvas.Plane {
        guard let start = clibav_plane(pointer, index) else { fatalError("a picture has planes") }
        return Canvas.Plane(start: start, stride: Int(clibav_stride(pointer, index)))
    }
}
