@testable import Transcode

/// A small picture in memory of its own, for looking at what a canvas drew.
final class TestPicture {
    let canvas: Canvas
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let stride: Int

    /// Rows are eight bytes longer than the picture is wide; a canvas must not touch those.
    init(width: Int, height: Int) {
        let stride = width + 8
        self.stride = stride
        bytes = .allocate(capacity: stride * height * 3)
        bytes.initialize(repeating: 7)
        guard let start = bytes.baseAddress else { fatalError("no memory") }
        let planes = (0..<3).map {
            Canvas.Plane(start: start + $0 * stride * height, stride: stride)
        }
        canvas = Canvas(
            width: width, height: height, luma: planes[0], blue: planes[1], red: planes[2])
    }

    deinit { bytes.deallocate() }

    func luma(_ x: Int, _ y: Int) -> UInt8 { bytes[y * stride + x] }

    /// Of the 2 by 2 dots that hold `x`, `y`.
    func chroma(_ x: Int, _ y: Int) -> [UInt8] {
        [1, 2].map { bytes[$0 * stride * canvas.height + y / 2 * stride + x / 2] }
    }

    /// Rows of luma as text: `#` where it is `ink`.
    func rows(_ ink: UInt8) -> [String] {
        (0..<canvas.height).map { y in
            String((0..<canvas.width).map { luma($0, y) == ink ? "#" : "." })
        }
    }

    /// Whether the bytes beside the picture are as they were.
    var isFramed: Bool {
        (0..<canvas.height).allSatisfy { y in
            (canvas.width..<stride).allSatisfy { bytes[y * stride + $0] == 7 }
        }
    }
}
