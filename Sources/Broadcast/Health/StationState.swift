/// How the station is, in one word, the most urgent first: what a monitor asks for and the status
/// light shows.
public enum StationState: String, CaseIterable, Sendable {
    /// Viewers watch, and none of them sees a programme.
    case failing
    /// It has started, and not all of its timelines have been looked at yet.
    case booting
    /// Nobody has given it media yet.
    case setup
    /// It works, and something needs the owner.
    case attention
    /// It works, and does something in the background besides.
    case busy
    case ok
}

extension StationState {
    /// What there is to know about a station for its state.
    public struct Circumstances: Equatable, Sendable {
        public var hasStarted = true
        public var hasMedia = true
        /// Channels with viewers, and how many of those show no programme.
        public var watched = 0
        public var broken = 0
        /// Things that need the owner.
        public var troubles = 0
        public var isBusy = false

        public init() {}
    }

    public init(_ circumstances: Circumstances) {
        self =
            if circumstances.watched > 0, circumstances.broken >= circumstances.watched {
                .failing
            } else if !circumstances.hasStarted {
                .booting
            } else if !circumstances.hasMedia {
                .setup
            } else if circumstances.troubles > 0 {
                .attention
            } else {
                circumstances.isBusy ? .busy : .ok
            }
    }
}
