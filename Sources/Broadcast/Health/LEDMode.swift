/// What the owner wants of the status light.
public enum LEDMode: String, CaseIterable, Sendable {
    /// It shows the station's state.
    case auto
    /// It is dark.
    case off
    /// It shows for a while which box it is.
    case identify
}

/// What the light is to show, given what its owner wants.
public struct LEDSwitch: Equatable, Sendable {
    /// How long a box shows which one it is.
    public static let identifies = Duration.seconds(30)

    /// What holds when the box does not show which one it is; ``LEDMode/identify`` is never kept.
    public private(set) var kept: LEDMode
    private var end: Duration?

    public init(kept: LEDMode = .auto) {
        self.kept = kept == .identify ? .auto : kept
    }

    /// - Parameter instant: On a clock that never jumps.
    public mutating func set(_ mode: LEDMode, at instant: Duration) {
        if mode == .identify {
            end = instant + LEDSwitch.identifies
        } else {
            kept = mode
            end = nil
        }
    }

    /// How much longer the box shows which one it is.
    public func remaining(at instant: Duration) -> Duration? {
        guard let end, end > instant else { return nil }
        return end - instant
    }

    public func mode(at instant: Duration) -> LEDMode {
        remaining(at: instant) == nil ? kept : .identify
    }

    public func message(_ state: StationState, at instant: Duration) -> LEDMessage {
        switch mode(at: instant) {
        case .auto: .state(state)
        case .off: .off
        case .identify: .identify
        }
    }
}

/// What the station tells the program that drives the light: one word.
public enum LEDMessage: Equatable, Sendable {
    case state(StationState)
    case off
    case identify

    public init?(word: some StringProtocol) {
        switch word {
        case "off": self = .off
        case "identify": self = .identify
        default:
            guard let state = StationState(rawValue: String(word)) else { return nil }
            self = .state(state)
        }
    }

    public var word: String {
        switch self {
        case .state(let state): state.rawValue
        case .off: "off"
        case .identify: "identify"
        }
    }

    public var signal: LEDSignal {
        switch self {
        case .state(let state): LEDSignal(state)
        case .off: .dark
        case .identify: .identify
        }
    }
}
