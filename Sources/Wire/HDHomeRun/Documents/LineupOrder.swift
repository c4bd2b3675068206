public import Broadcast

/// What `POST /lineup.post` asks for.
public enum LineupOrder: Equatable, Sendable {
    case startScan
    case abortScan
    case favourite(ChannelNumber)
    /// Neither favourite nor hidden.
    case normal(ChannelNumber)
    case hide(ChannelNumber)

    /// Reads `scan=start[&source=…]`, `scan=abort` or `favorite=+N`, `-N`, `xN`.
    ///
    /// The plus comes raw or as `%2B`; it never means a space here.
    ///
    /// - Parameter query: The part after the question mark, still escaped.
    /// - Returns: `nil` if nothing, or nothing known, is asked for.
    public init?(query: String) {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = parts[1].percentDecoded else { continue }
            switch (parts[0], value) {
            case ("scan", "start"): self = .startScan
            case ("scan", "abort"): self = .abortScan
            case ("favorite", _):
                guard let order = LineupOrder(mark: value) else { return nil }
                self = order
            default: continue
            }
            return
        }
        return nil
    }

    private init?(mark: String) {
        guard let number = ChannelNumber(mark.dropFirst()) else { return nil }
        switch mark.first {
        case "+": self = .favourite(number)
        case "-": self = .normal(number)
        case "x": self = .hide(number)
        default: return nil
        }
    }
}
