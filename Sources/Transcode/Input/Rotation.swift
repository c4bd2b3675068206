import CLibav
import Glibc

extension InputFile {
    /// Clockwise turn that the stream's display matrix asks for, in degrees: 0, 90, 180 or 270.
    func rotation(of index: Int) -> Int {
        var size = 0
        let matrix = av_stream_get_side_data(stream(index), AV_PKT_DATA_DISPLAYMATRIX, &size)
        guard let matrix, size >= 9 * MemoryLayout<Int32>.size else { return 0 }
        // libav gives it counterclockwise, and NaN for a matrix that is none.
        let degrees = matrix.withMemoryRebound(to: Int32.self, capacity: 9) {
            av_display_rotation_get($0)
        }
        guard degrees.isFinite else { return 0 }
        let quarters = Int((-degrees / 90).rounded())
        return ((quarters % 4 + 4) % 4) * 90
    }
}
