/// One colour as television carries it: Y′CbCr of BT.709 in limited range.
struct Colour: Equatable, Sendable {
    let luma: UInt8
    let blue: UInt8
    let red: UInt8

    /// From R′G′B′ of full range, rounded to the nearest.
    init(_ r: Int, _ g: Int, _ b: Int) {
        // BT.709's weights (0.2126, 0.7152, 0.0722) and scales (219, 224) in 1/65536.
        luma = Self.byte(16 << 16 + (11_966 * r + 40_254 * g + 4_064 * b))
        blue = Self.byte(128 << 16 + (-6_596 * r - 22_189 * g + 28_784 * b))
        red = Self.byte(128 << 16 + (28_784 * r - 26_145 * g - 2_639 * b))
    }

    private static func byte(_ scaled: Int) -> UInt8 {
        UInt8(clamping: (scaled + 32_768) >> 16)
    }

    static let black = Colour(0, 0, 0)
    static let white = Colour(255, 255, 255)
    static let grey = Colour(128, 128, 128)
    static let night = Colour(16, 24, 40)

    /// The eight bars of a test card, 75 % of full, from left to right.
    static let bars = [
        Colour(191, 191, 191), Colour(191, 191, 0), Colour(0, 191, 191), Colour(0, 191, 0),
        Colour(191, 0, 191), Colour(191, 0, 0), Colour(0, 0, 191), Colour(0, 0, 0),
    ]
}
