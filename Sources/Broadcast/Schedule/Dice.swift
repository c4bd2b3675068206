/// Chance that can be repeated: SplitMix64 (Steele, Lea and Flood, 2014), written out here so that
/// one seed gives one timeline on every build of the program, for ever.
public struct Dice: Hashable, Sendable, Codable {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func roll() -> UInt64 {
        state &+= Dice.step
        return Dice.scatter(state)
    }

    /// A number in `0..<limit`, each equally likely.
    public mutating func roll(below limit: Int) -> Int {
        precondition(limit > 0, "a die needs a side")
        let sides = UInt64(limit)
        let excess = (0 &- sides) % sides
        var bits = roll()
        while bits < excess { bits = roll() }
        return Int(bits % sides)
    }

    /// A seed of its own for one purpose; the same two numbers always give the same one.
    public static func seed(_ seed: UInt64, for purpose: UInt64) -> UInt64 {
        scatter(scatter(seed &+ step) ^ (purpose &* step &+ 0xD1B5_4A32_D192_ED03))
    }

    /// The output function of SplitMix64: a one-to-one mix of all 64 bits.
    private static func scatter(_ bits: UInt64) -> UInt64 {
        var bits = bits
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
