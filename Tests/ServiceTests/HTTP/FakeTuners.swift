import Broadcast
import Synchronization

import struct NIOCore.ByteBuffer

@testable import Service

/// Tuners that play the given chunks to whoever asks, or refuse.
final class FakeTuners: Tuners {
    private struct State {
        var asked: [TuneRequest] = []
        var left: [Session.ID] = []
    }

    private let state = Mutex(State())
    /// A session's end, each time one ends.
    let departures: AsyncStream<Session.ID>
    private let depart: AsyncStream<Session.ID>.Continuation
    private let chunks: [ByteBuffer]
    private let refusal: TuneError?
    private let isEndless: Bool
    private let count: Int

    init(
        count: Int = 2, playing chunks: [String] = [], isEndless: Bool = false,
        refusing refusal: TuneError? = nil
    ) {
        (departures, depart) = AsyncStream.makeStream()
        self.count = count
        self.chunks = chunks.map { ByteBuffer(string: $0) }
        self.refusal = refusal
        self.isEndless = isEndless
    }

    var asked: [TuneRequest] { state.withLock { $0.asked } }
    var left: [Session.ID] { state.withLock { $0.left } }

    func tune(_ request: TuneRequest) async throws(TuneError) -> TunedStream {
        state.withLock { $0.asked.append(request) }
        if let refusal { throw refusal }
        let rest = Rest(chunks, isEndless: isEndless)
        return TunedStream(
            session: Session.ID(7), tuner: request.tuner ?? 1,
            chunks: HubCursor(read: { rest.next() }), clock: .system())
    }

    func leave(_ session: Session.ID) async {
        state.withLock { $0.left.append(session) }
        depart.yield(session)
    }

    func kick(_ session: Session.ID) async -> Bool { false }
    func snapshot() async -> [SessionSnapshot] { [] }

    func tuners() async -> [TunerSnapshot] {
        (0..<count).map { index in
            let use = TunerSnapshot.Use(
                session: Session.ID(7), number: ChannelNumber(5, 1), name: "News", peer: "10.0.0.9",
                transport: .http, rate: 4_000_000)
            return TunerSnapshot(index: index, use: index == 1 ? use : nil, lockedBy: nil)
        }
    }

    func lock(tuner: Int, key: UInt32, owner: String, presenting: UInt32?) async throws(LockError) {
    }
    func unlock(tuner: Int, presenting: UInt32?) async throws(LockError) {}
    func forceUnlock(tuner: Int, by peer: String) async throws(LockError) {}
    func permit(tuner: Int, presenting: UInt32?) async throws(LockError) {}
}

/// What is left to play.
private final class Rest: Sendable {
    private let chunks: Mutex<[ByteBuffer]>
    private let isEndless: Bool

    init(_ chunks: [ByteBuffer], isEndless: Bool) {
        self.chunks = Mutex(chunks)
        self.isEndless = isEndless
    }

    func next() -> ByteBuffer? {
        chunks.withLock { chunks in
            if isEndless { return chunks.first }
            return chunks.isEmpty ? nil : chunks.removeFirst()
        }
    }
}
