public import Broadcast

/// What a stream worker is told when it starts: play this channel into the pipe you were given.
///
/// The stream's clock *is* the timeline: an item's picture at air time *t* leaves with the
/// presentation time `t × 90 kHz mod 2³³`, so a worker that takes over from another continues its
/// clock without being told anything but where to begin.
public struct StreamJob: Equatable, Sendable, Codable {
    /// Ties air time to CLOCK_MONOTONIC, which all processes of the machine share; a wall clock
    /// that jumps later neither stops nor rushes the stream.
    public struct Clock: Equatable, Sendable, Codable {
        public let air: AirTime
        /// CLOCK_MONOTONIC in microseconds at the instant `air`.
        public let monotonic: Int64

        public init(air: AirTime, monotonic: Int64) {
            self.air = air
            self.monotonic = monotonic
        }
    }

    /// How the first item begins.
    public enum Entry: String, Sendable, Codable {
        /// Nothing was sent yet: begin at the key frame at or before `begin`, at its own air time.
        case fresh
        /// Viewers have everything before `begin`: the first picture leaves at `begin`, and is the
        /// key frame at or before it when the item is copied.
        case resume
    }

    public let channel: Channel.ID
    public let number: ChannelNumber
    public let name: String
    public let profile: OutputProfile
    public let looks: Looks
    public let clock: Clock
    /// When resuming, later than every picture that was sent.
    public let begin: AirTime
    public let entry: Entry
    /// Where the sound goes on when it resumes; `nil` is at `begin`.
    public let soundBegin: AirTime?
    /// The program clock sent last, so that it goes on without a gap; `nil` where it may jump.
    public let lastClock: AirTime?
    /// How far ahead of the air clock the worker runs.
    public let lead: Duration
    /// The continuity counter last sent on each PID, by the PID's decimal digits; empty when fresh.
    public let continuity: [String: UInt8]
    /// What is on air from `begin` on, without gaps; more follows as ``WorkerOrder/extend``.
    public let items: [StreamItem]

    public init(
        channel: Channel.ID, number: ChannelNumber, name: String, profile: OutputProfile,
        looks: Looks = Looks(),
        clock: Clock, begin: AirTime, entry: Entry, soundBegin: AirTime? = nil,
        lastClock: AirTime? = nil,
        lead: Duration, continuity: [String: UInt8], items: [StreamItem]
    ) {
        self.channel = channel
        self.number = number
        self.name = name
        self.profile = profile
        self.looks = looks
        self.clock = clock
        self.begin = begin
        self.entry = entry
        self.soundBegin = soundBegin
        self.lastClock = lastClock
        self.lead = lead
        self.continuity = continuity
        self.items = items
    }
}

/// One item of the timeline as a stream worker needs it.
public struct StreamItem: Equatable, Sendable, Codable {
    public let start: AirTime
    public let finish: AirTime
    /// The file that plays; `nil` plays the card with `title` on it.
    public let path: String?
    /// Where in the file it begins.
    public let inPoint: Duration
    public let title: String

    public init(
        start: AirTime, finish: AirTime, path: String?, inPoint: Duration = .zero, title: String
    ) {
        self.start = start
        self.finish = finish
        self.path = path
        self.inPoint = inPoint
        self.title = title
    }
}

extension StreamItem {
    /// The card in its place.
    public var withoutFile: StreamItem {
        StreamItem(start: start, finish: finish, path: nil, title: title)
    }
}

/// The PIDs and program number of every stream we make.
public enum StreamLayout {
    public static let programNumber = 1
    public static let pmtPID = 0x1000
    public static let videoPID = 0x100
    public static let audioPID = 0x101
}
