extension Canvas {
    /// A filled circle.
    func disc(x: Int, y: Int, radius: Int, _ colour: Colour) {
        guard radius > 0 else { return }
        // Two rows at a time: chroma has no more.
        for row in stride(from: -radius, to: radius, by: 2) {
            let half = squareRoot(radius * radius - row * row)
            fill(x: x - half, y: y + row, width: 2 * half, height: 2, colour)
        }
    }

    /// The whole part of the root, found from above.
    private func squareRoot(_ value: Int) -> Int {
        guard value > 1 else { return max(0, value) }
        var root = value
        var next = (root + 1) / 2
        while next < root {
            root = next
            next = (root + value / root) / 2
        }
        return root
    }
}
