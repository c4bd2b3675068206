import Broadcast
import struct NIOCore.ByteBuffer

/// What a viewer asks for.
struct TuneRequest: Sendable {
    var number: ChannelNumber
    /// The tuner the viewer insists on; `nil` takes any free one.
    var tuner: Int?
    /// The viewer's address, without port.
    var peer: String
    /// What the viewer's program calls itself, as it came: escape before logging.
    var agent: String
    var transport: Session.Transport
    /// `nil` is the channel's own; anything else is made by a worker of its own.
    var profile: OutputProfile?
    /// The native lock's key, when the viewer holds one.
    var key: UInt32?
    /// Breaks the viewer's connection, even when it accepts no bytes: called once, when the
    /// session is ended by anything but ``Tuners/leave(_:)``.
    var hangUp: (@Sendable () -> Void)?

    init(
        number: ChannelNumber, tuner: Int? = nil, peer: String, agent: String = "",
        transport: Session.Transport, profile: OutputProfile? = nil, key: UInt32? = nil,
        hangUp: (@Sendable () -> Void)? = nil
    ) {
        self.number = number
        self.tuner = tuner
        self.peer = peer
        self.agent = agent
        self.transport = transport
        self.profile = profile
        self.key = key
        self.hangUp = hangUp
    }
}

/// Why a viewer gets no stream; HDHomeRun's codes 801 to 809 in order of their numbers.
enum TuneError: Error, Equatable {
    case unknownChannel
    case unknownProfile
    case scanning
    case tunerInUse
    case allTunersInUse
    /// What kept the stream from starting, and what to do about it, for log and page.
    case tuneFailed(String)
    /// Nothing came within five seconds.
    case noVideoData
    case connectionLimit

    /// What monitoring systems call it.
    var name: String {
        switch self {
        case .unknownChannel: "unknown_channel"
        case .unknownProfile: "unknown_profile"
        case .scanning: "scanning"
        case .tunerInUse: "tuner_in_use"
        case .allTunersInUse: "all_tuners_in_use"
        case .tuneFailed: "tune_failed"
        case .noVideoData: "no_video_data"
        case .connectionLimit: "connection_limit"
        }
    }
}

/// A stream that has begun: its first bytes are there.
struct TunedStream: Sendable {
    let session: Session.ID
    /// The tuner held, counted from 0; `nil` for HLS.
    let tuner: Int?
    /// Whole 188-byte packets, from PAT and PMT and a random-access point on.
    let chunks: HubCursor
    /// What of it is on air now. The wall clock may have been set since it began.
    let clock: AirClock
}

/// One client's way through a channel's ring: a chunk of whole packets at each turn.
///
/// Ends when the session does, whoever ended it. One task reads it.
struct HubCursor: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    typealias Failure = Never

    /// Waits for the next chunk; `nil` at the end or when the task is cancelled.
    let read: @Sendable () async -> ByteBuffer?

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let read: @Sendable () async -> ByteBuffer?

        mutating func next() async -> ByteBuffer? { await read() }

        mutating func next(isolation: isolated (any Actor)?) async -> ByteBuffer? { await read() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(read: read) }
}

/// What page and log know about a session.
struct SessionSnapshot: Sendable {
    enum State: String, Sendable { case created, active, idle }

    let id: Session.ID
    let channel: Channel.ID
    let number: ChannelNumber
    let name: String
    let profile: String
    let tuner: Int?
    let transport: Session.Transport
    let peer: String
    let agent: String
    let state: State
    let started: AirTime
    /// When the viewer last took bytes.
    let lastActivity: AirTime
    let bytes: Int
    /// How often the viewer was too slow and was moved on to the newest picture.
    let jumps: Int
}

/// One tuner as others see it.
struct TunerSnapshot: Sendable {
    struct Use: Sendable {
        let session: Session.ID
        let number: ChannelNumber
        let name: String
        let peer: String
        let transport: Session.Transport
        /// Bits a second that the channel makes at present.
        let rate: Int
    }

    let index: Int
    /// `nil` when nobody watches on it.
    let use: Use?
    /// Address of the native client that locked it.
    let lockedBy: String?

    /// Whom the native protocol names as the owner: the lock's holder, else an HTTP viewer.
    var owner: String? { lockedBy ?? (use?.transport == .http ? use?.peer : nil) }
}

/// Why a native client may not lock or change a tuner.
enum LockError: Error, Equatable {
    case unknownTuner
    case lockedBy(String)
}

/// The tuners of the device, for HTTP and native viewers alike. ``Sessions`` is the one.
protocol Tuners: Sendable {
    /// Waits until the stream's first bytes are there; cancelling gives the tuner back.
    func tune(_ request: TuneRequest) async throws(TuneError) -> TunedStream
    /// Frees the session's tuner at once; does nothing when it has ended already.
    func leave(_ session: Session.ID) async
    /// Ends a session from our side; `false` if there is no such session.
    func kick(_ session: Session.ID) async -> Bool
    func snapshot() async -> [SessionSnapshot]
    func tuners() async -> [TunerSnapshot]

    /// Takes a native lock, or replaces the key of one that `presenting` opens.
    func lock(tuner: Int, key: UInt32, owner: String, presenting: UInt32?) async throws(LockError)
    /// Gives a native lock back. A tuner that isn't locked stays so.
    func unlock(tuner: Int, presenting: UInt32?) async throws(LockError)
    /// Breaks a native lock, whoever holds it, and ends an HTTP stream of the same address.
    func forceUnlock(tuner: Int, by peer: String) async throws(LockError)
    /// Whether somebody who presents this key may change what the tuner does.
    func permit(tuner: Int, presenting: UInt32?) async throws(LockError)
}
