import CLibav

/// Turns HDR pictures into SDR ones of the same size.
final class ToneMap {
    let kind: ToneTable.Kind
    private let table: ToneTable

    init(_ kind: ToneTable.Kind) {
        self.kind = kind
        table = ToneTable(kind)
    }

    /// Maps a 10-bit picture into an 8-bit one from (x, y) on; both are 4:2:0, all numbers even.
    func map(_ source: borrowing Frame, into target: borrowing Frame, x: Int, y: Int) {
        for row in 0..<(source.height / 2) {
            guard let from = Rows<UInt16>(source, pair: row, x: 0),
                let to = Rows<UInt8>(target, pair: row + y / 2, x: x)
            else { return }
            map(from, into: to, columns: source.width / 2)
        }
    }

    private func map(_ from: Rows<UInt16>, into to: Rows<UInt8>, columns: Int) {
        table.nodes.withUnsafeBufferPointer { nodes in
            guard let luma = nodes.baseAddress else { return }
            let blue = luma + ToneTable.count
            let red = blue + ToneTable.count
            for column in 0..<columns {
                let cell = ToneTable.Cell(blue: from.blue[column], red: from.red[column])
                let (one, two) = (from.upper[2 * column], from.upper[2 * column + 1])
                let (three, four) = (from.lower[2 * column], from.lower[2 * column + 1])
                to.upper[2 * column] = cell.value(luma, at: one)
                to.upper[2 * column + 1] = cell.value(luma, at: two)
                to.lower[2 * column] = cell.value(luma, at: three)
                to.lower[2 * column + 1] = cell.value(luma, at: four)
                let mean = UInt16((Int(one) + Int(two) + Int(three) + Int(four)) / 4)
                to.blue[column] = cell.value(blue, at: mean)
                to.red[column] = cell.value(red, at: mean)
            }
        }
    }
}

/// Two rows of a picture's luma with the row of chroma that belongs to both.
private struct Rows<Sample> {
    let upper, lower, blue, red: UnsafeMutablePointer<Sample>

    /// - Parameter x: Samples of luma from the left, even.
    init?(_ frame: borrowing Frame, pair: Int, x: Int) {
        func row(_ plane: CInt, _ row: Int, _ x: Int) -> UnsafeMutablePointer<Sample>? {
            guard let start = clibav_plane(frame.pointer, plane) else { return nil }
            let bytes = start + row * Int(clibav_stride(frame.pointer, plane))
            return UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: Sample.self) + x
        }
        guard let upper = row(0, 2 * pair, x), let lower = row(0, 2 * pair + 1, x),
            let blue = row(1, pair, x / 2), let red = row(2, pair, x / 2)
        else { return nil }
        (self.upper, self.lower, self.blue, self.red) = (upper, lower, blue, red)
    }
}
