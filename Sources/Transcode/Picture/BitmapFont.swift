/// A font of our own: dots five wide and seven high, with room for accents above and tails below.
enum BitmapFont {
    /// Columns and rows of a character's cell, the gap to the next one included.
    static let width = 6
    static let height = 12
    /// Columns that can hold dots.
    static let dots = 5

    private static let above = 3

    /// The rows of a cell from the top, each five dots, the leftmost in bit 4.
    static func rows(of character: Character) -> [UInt8] {
        cells[character] ?? unknown
    }

    private static let unknown = cell([0x1F, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1F])
    private static let cells = plainCells.merging(accentedCells) { plain, _ in plain }

    private static let plainCells: [Character: [UInt8]] = {
        var cells: [Character: [UInt8]] = [" ": cell([])]
        for line in Glyphs.plain.split(separator: "\n") {
            guard let character = line.first else { continue }
            let rows = line.dropFirst().split(separator: " ").compactMap { UInt8($0, radix: 16) }
            cells[character] = cell(rows)
        }
        return cells
    }()

    /// Letters with marks, put together from both.
    private static let accentedCells: [Character: [UInt8]] = {
        var cells: [Character: [UInt8]] = [:]
        for line in Glyphs.accented.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let mark = Glyphs.marks[String(parts[0])] else { continue }
            for (character, base) in zip(parts[1], parts[2]) {
                guard let plain = plainCells[base] else { continue }
                cells[character] = marked(plain, mark)
            }
        }
        return cells
    }()

    /// A cell from a body's rows: seven above the baseline, up to two below.
    private static func cell(_ body: [UInt8]) -> [UInt8] {
        let rows = [UInt8](repeating: 0, count: above) + body
        return rows + [UInt8](repeating: 0, count: height - rows.count)
    }

    /// `plain` with a mark's two rows over its highest dots, or from the baseline down.
    private static func marked(_ plain: [UInt8], _ mark: Glyphs.Mark) -> [UInt8] {
        var rows = plain
        let top = rows.firstIndex { $0 != 0 } ?? above
        let first = mark.isBelow ? above + 7 : max(0, top - 3)
        for (row, dots) in mark.rows.enumerated() { rows[first + row] |= dots }
        return rows
    }
}
