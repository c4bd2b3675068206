/// Text in the built-in font, whose dots become squares of `scale` by `scale`.
extension Canvas {
    /// Draws one line; `x`, `y` is the upper left corner of its first cell.
    ///
    /// - Parameter background: Fills the cells first, so that a clock can be drawn over itself.
    func text(
        _ text: String, x: Int, y: Int, scale: Int, _ colour: Colour, background: Colour? = nil
    ) {
        if let background {
            fill(
                x: x, y: y, width: Self.width(of: text, scale: scale),
                height: BitmapFont.height * scale, background)
        }
        for (index, character) in text.enumerated() {
            let left = x + index * BitmapFont.width * scale
            guard left < width else { return }
            glyph(BitmapFont.rows(of: character), x: left, y: y, scale: scale, colour)
        }
    }

    /// Draws one line in the middle between the left and the right edge.
    ///
    /// A line that is too wide is cut, with an ellipsis at its end.
    func centredText(
        _ text: String, y: Int, scale: Int, _ colour: Colour, background: Colour? = nil
    ) {
        let room = width / (BitmapFont.width * scale)
        let line = text.count <= room ? text : "\(text.prefix(max(0, room - 1)))…"
        let left = (width - Self.width(of: line, scale: scale)) / 2
        self.text(line, x: left & ~1, y: y, scale: scale, colour, background: background)
    }

    /// Columns that `text` takes.
    static func width(of text: String, scale: Int) -> Int {
        text.count * BitmapFont.width * scale
    }

    private func glyph(_ rows: [UInt8], x: Int, y: Int, scale: Int, _ colour: Colour) {
        for (row, dots) in rows.enumerated() {
            var column = 0
            while column < BitmapFont.dots {
                let start = column
                while column < BitmapFont.dots, dots & (0x10 >> column) != 0 { column += 1 }
                if column > start {
                    fill(
                        x: x + start * scale, y: y + row * scale, width: (column - start) * scale,
                        height: scale, colour)
                }
                column += 1
            }
        }
    }
}
