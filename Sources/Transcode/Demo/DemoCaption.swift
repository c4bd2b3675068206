/// What every demo clip shows over its scene: its title, a running clock with the frame's number,
/// and a white square for a tenth of each second, together with the beep.
struct DemoCaption: Sendable {
    let title: String
    /// Frames a second as a fraction.
    let rate: (numerator: Int, denominator: Int)

    func draw(on canvas: Canvas, frame: Int) {
        // Even, so that dots meet the chroma's grid.
        let scale = max(2, canvas.height / 180 & ~1)
        let line = BitmapFont.height * scale
        canvas.text(" \(title) ", x: line, y: line, scale: scale, .white, background: .night)
        canvas.text(
            " \(clock(frame)) ", x: line, y: canvas.height - 2 * line, scale: scale, .white,
            background: .night)
        guard isSecond(frame) else { return }
        let left = canvas.width - 3 * line
        canvas.fill(
            x: left & ~1, y: canvas.height - 3 * line, width: 2 * line, height: 2 * line, .white)
    }

    /// Minutes and seconds, then the frame within the second.
    func clock(_ frame: Int) -> String {
        let seconds = frame * rate.denominator / rate.numerator
        let first = (seconds * rate.numerator + rate.denominator - 1) / rate.denominator
        return "\(twoDigits(seconds / 60)):\(twoDigits(seconds % 60)) +\(twoDigits(frame - first))"
    }

    /// Whether the frame is shown in the first tenth of a second.
    func isSecond(_ frame: Int) -> Bool {
        frame * rate.denominator % rate.numerator * 10 < rate.numerator
    }

    private func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
