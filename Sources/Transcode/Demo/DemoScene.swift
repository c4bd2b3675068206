import Glibc

/// What moves in a demo clip.
enum DemoScene: Sendable {
    case clockwork, parade, bounce, pendulum, tides, sky

    /// Draws the instant `time` (in seconds) over all of `canvas`.
    func draw(on canvas: Canvas, at time: Double) {
        switch self {
        case .clockwork: clockwork(canvas, time)
        case .parade: parade(canvas, time)
        case .bounce: bounce(canvas, time)
        case .pendulum: pendulum(canvas, time)
        case .tides: tides(canvas, time)
        case .sky: sky(canvas, time)
        }
    }

    private func clockwork(_ canvas: Canvas, _ time: Double) {
        canvas.fill(Colour(58, 40, 32))
        let (x, y) = (canvas.width / 2, canvas.height / 2)
        let radius = canvas.height * 3 / 8
        canvas.disc(x: x, y: y, radius: radius, Colour(240, 230, 200))
        for hour in 0..<12 {
            let mark = Self.point(x, y, turn: Double(hour) / 12, distance: radius * 7 / 8)
            canvas.disc(x: mark.x, y: mark.y, radius: radius / 16, Colour(58, 40, 32))
        }
        for (turn, length) in [(time / 12, radius / 2), (time, radius * 3 / 4)] {
            for step in stride(from: 0, through: length, by: 6) {
                let dot = Self.point(x, y, turn: turn, distance: step)
                canvas.disc(x: dot.x, y: dot.y, radius: radius / 24, Colour(180, 40, 30))
            }
        }
    }

    private func parade(_ canvas: Canvas, _ time: Double) {
        let shift = Int(time * Double(canvas.width) / 6) % canvas.width
        for left in [shift - canvas.width, shift] {
            canvas.bars(x: left & ~1, y: 0, width: canvas.width, height: canvas.height)
        }
    }

    private func bounce(_ canvas: Canvas, _ time: Double) {
        let floor = canvas.height * 3 / 4
        canvas.fill(x: 0, y: 0, width: canvas.width, height: floor, Colour(120, 190, 240))
        canvas.fill(
            x: 0, y: floor, width: canvas.width, height: canvas.height - floor,
            Colour(80, 160, 70))
        let radius = canvas.height / 9
        let fall = time - time.rounded(.down)
        let height = 4 * fall * (1 - fall)
        let way = Double(canvas.width - 2 * radius)
        let phase = (time / 5).truncatingRemainder(dividingBy: 2)
        let x = radius + Int(way * (phase < 1 ? phase : 2 - phase))
        let y = floor - radius - Int(height * Double(floor - 3 * radius))
        canvas.disc(x: x, y: floor + radius / 3, radius: radius / 3, Colour(50, 110, 50))
        canvas.disc(x: x, y: y, radius: radius, Colour(220, 60, 40))
        canvas.disc(x: x - radius / 3, y: y - radius / 3, radius: radius / 5, .white)
    }

    private func pendulum(_ canvas: Canvas, _ time: Double) {
        canvas.fill(Colour(40, 60, 80))
        let (x, length) = (canvas.width / 2, canvas.height * 5 / 8)
        // One swing each way in two seconds, turned so that it hangs down at whole seconds.
        let turn = 0.5 + 0.13 * sin(time * .pi)
        for step in stride(from: 0, to: length, by: 6) {
            let dot = Self.point(x, 0, turn: turn, distance: step)
            canvas.disc(x: dot.x, y: dot.y, radius: 3, .grey)
        }
        let bob = Self.point(x, 0, turn: turn, distance: length)
        canvas.disc(x: bob.x, y: bob.y, radius: canvas.height / 10, Colour(240, 180, 40))
    }

    private func tides(_ canvas: Canvas, _ time: Double) {
        canvas.fill(Colour(250, 190, 120))
        canvas.disc(
            x: canvas.width * 3 / 4, y: canvas.height / 3, radius: canvas.height / 8,
            Colour(255, 240, 160))
        let waters = [Colour(60, 120, 170), Colour(40, 90, 150), Colour(20, 60, 110)]
        for (index, water) in waters.enumerated() {
            let level = Double(canvas.height * (5 + index) / 9)
            let swell = Double(canvas.height / 20) * (1 + 0.5 * sin(time / 2))
            for x in stride(from: 0, to: canvas.width, by: 8) {
                let phase = Double(x) / Double(80 + 40 * index) + time * Double(index + 1) / 1.5
                let top = Int(level + swell * sin(phase))
                canvas.fill(x: x, y: top, width: 8, height: canvas.height - top, water)
            }
        }
    }

    private func sky(_ canvas: Canvas, _ time: Double) {
        canvas.fill(Colour(8, 12, 36))
        for star in 0..<70 {
            // Bits from the middle of multiples of large numbers scatter like stars.
            let x = (star &* 2_654_435_761) >> 9 % canvas.width
            let y = (star &* 2_246_822_519) >> 11 % (canvas.height * 3 / 4)
            let light = 160 + Int(90 * sin(time * 2 + Double(star)))
            canvas.fill(x: x & ~1, y: y & ~1, width: 2, height: 2, Colour(light, light, light))
        }
        let way = Double(canvas.width) * (0.1 + time / 20)
        canvas.disc(
            x: Int(way), y: canvas.height / 4, radius: canvas.height / 10, Colour(230, 230, 210))
    }

    /// A point `distance` from `x`, `y`; `turn` is clockwise from the top, 1 for a whole turn.
    private static func point(_ x: Int, _ y: Int, turn: Double, distance: Int) -> (x: Int, y: Int) {
        let angle = turn * 2 * .pi
        return (x + Int(Double(distance) * sin(angle)), y - Int(Double(distance) * cos(angle)))
    }
}
