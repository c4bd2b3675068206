import Wire

/// The regular instants at which encoded pictures leave, in ticks of 90 kHz.
struct FrameGrid: Equatable {
    let begin: Int64
    /// Frames a second as a fraction.
    let rate: FrameRate
    private var index: Int64 = 0

    init(begin: Int64, rate: FrameRate) {
        self.begin = begin
        self.rate = rate
    }

    /// The instant of the next picture.
    var next: Int64 { time(index) }

    /// Up to when a picture of `next` is nearer than the one after it.
    var turn: Int64 { next + (time(index + 1) - next) / 2 }

    mutating func advance() { index += 1 }

    private func time(_ index: Int64) -> Int64 {
        begin + index * StreamTime.rate * Int64(rate.denominator) / Int64(rate.numerator)
    }
}

/// Frames a second as a fraction, always more than zero.
struct FrameRate: Equatable {
    let numerator: Int
    let denominator: Int

    /// Used where a file doesn't say, and for cards.
    static let usual = FrameRate(numerator: 25, denominator: 1)

    /// Receivers expect about as many pictures a second at least.
    static let least = 20

    /// The source's rate, halved until it is at most `maximum`, or doubled up to ``least``;
    /// ``usual`` if it makes no sense.
    init(source numerator: Int, _ denominator: Int, maximum: Int) {
        guard numerator > 0, denominator > 0, numerator / denominator <= 1000,
            numerator >= denominator
        else {
            self = .usual
            return
        }
        var halved = denominator
        while numerator * 100 > maximum * halved * 101 { halved *= 2 }
        var doubled = numerator
        while doubled < Self.least * halved, 2 * doubled <= maximum * halved { doubled *= 2 }
        self.init(numerator: doubled, denominator: halved)
    }

    private init(numerator: Int, denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// One frame, in ticks of 90 kHz.
    var frame: Int64 { StreamTime.rate * Int64(denominator) / Int64(numerator) }
}
