/// What the status light shows: a colour and a pattern. Each state has a pattern of its own, since
/// many boards have lights of one colour, and many people do not see the difference of two.
public struct LEDSignal: Equatable, Sendable {
    public enum Colour: String, CaseIterable, Sendable {
        case green, blue, amber, red, white
    }

    public let colour: Colour
    public let pattern: LEDPattern

    public init(_ colour: Colour, _ pattern: LEDPattern) {
        self.colour = colour
        self.pattern = pattern
    }

    public init(_ state: StationState) {
        self =
            switch state {
            case .failing: LEDSignal(.red, .four)
            case .booting: LEDSignal(.green, .slow)
            case .setup: LEDSignal(.blue, .three)
            case .attention: LEDSignal(.amber, .two)
            case .busy: LEDSignal(.green, .wink)
            case .ok: LEDSignal(.green, .steady)
            }
    }

    public static let dark = LEDSignal(.green, .off)
    /// Shows which box it is.
    public static let identify = LEDSignal(.white, .fast)
}

/// How a light is lit and dark.
public enum LEDPattern: String, CaseIterable, Sendable {
    case off, steady
    /// One second lit, one dark.
    case slow
    /// Lit, with a short gap every two seconds.
    case wink
    /// So many flashes every two seconds.
    case two, three, four
    case fast

    /// Milliseconds lit, dark, lit and so on, again and again; empty if nothing changes.
    public var steps: [Int] {
        switch self {
        case .off, .steady: []
        case .slow: [1_000, 1_000]
        case .wink: [1_900, 100]
        case .two: LEDPattern.flashes(2)
        case .three: LEDPattern.flashes(3)
        case .four: LEDPattern.flashes(4)
        case .fast: [100, 100]
        }
    }

    private static func flashes(_ count: Int) -> [Int] {
        var steps = [Int](repeating: 150, count: 2 * count)
        steps[2 * count - 1] = 2_000 - 150 * (2 * count - 1)
        return steps
    }
}
