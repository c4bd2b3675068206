/// Draws into the three planes of a YUV 4:2:0 picture, which belong to somebody else.
///
/// Whatever reaches over the edge is cut off. Chroma has half the resolution: where edges must be
/// crisp, use even coordinates.
struct Canvas {
    /// A plane's first byte, and the bytes from one row to the next.
    struct Plane {
        let start: UnsafeMutablePointer<UInt8>
        let stride: Int
    }

    let width: Int
    let height: Int
    private let luma, blue, red: Plane

    /// - Parameters:
    ///   - width: Columns of luma; the chroma planes have half of it, rounded up, as of `height`.
    init(width: Int, height: Int, luma: Plane, blue: Plane, red: Plane) {
        precondition(width > 0 && height > 0, "a picture has a size")
        self.width = width
        self.height = height
        self.luma = luma
        self.blue = blue
        self.red = red
    }

    /// Fills everything.
    func fill(_ colour: Colour) {
        fill(x: 0, y: 0, width: width, height: height, colour)
    }

    func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
        let columns = max(0, x)..<max(max(0, x), min(self.width, x + width))
        let rows = max(0, y)..<max(max(0, y), min(self.height, y + height))
        guard !columns.isEmpty, !rows.isEmpty else { return }
        fill(luma, columns, rows, colour.luma)
        let halfColumns = columns.lowerBound / 2..<(columns.upperBound + 1) / 2
        let halfRows = rows.lowerBound / 2..<(rows.upperBound + 1) / 2
        fill(blue, halfColumns, halfRows, colour.blue)
        fill(red, halfColumns, halfRows, colour.red)
    }

    /// Vertical bars of equal width, the first from the left edge of the area.
    func bars(x: Int, y: Int, width: Int, height: Int, _ colours: [Colour] = Colour.bars) {
        for (index, colour) in colours.enumerated() {
            let left = x + width * index / colours.count
            let right = x + width * (index + 1) / colours.count
            fill(x: left, y: y, width: right - left, height: height, colour)
        }
    }

    private func fill(_ plane: Plane, _ columns: Range<Int>, _ rows: Range<Int>, _ value: UInt8) {
        for row in rows {
            (plane.start + row * plane.stride + columns.lowerBound)
                .update(repeating: value, count: columns.count)
        }
    }
}
