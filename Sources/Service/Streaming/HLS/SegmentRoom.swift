import Broadcast
import NIOCore
import Wire

/// The channels that are watched in segments: one session each, however many ask for it, which
/// ends when nobody has asked for a while.
actor SegmentRoom {
    /// Players ask every few seconds; one that was paused for longer begins anew.
    static let patience = Duration.seconds(20)

    private struct OnAir {
        let session: Session.ID
        var shelf = SegmentShelf()
        var lastAsked: Duration
    }

    private let tuners: any Tuners
    private let clock: AirClock
    private var channels: [ChannelNumber: OnAir] = [:]
    /// Channels that are being tuned.
    private var tuning: [ChannelNumber: Task<Void, any Error>] = [:]

    init(tuners: any Tuners, clock: AirClock) {
        self.tuners = tuners
        self.clock = clock
    }

    /// What a playlist lists now; puts the channel on air if it is not.
    ///
    /// - Throws: ``TuneError``.
    func listing(
        of number: ChannelNumber, peer: String, agent: String
    ) async throws -> [MediaPlaylist.Segment] {
        if channels[number] == nil { try await tune(number, peer: peer, agent: agent) }
        channels[number]?.lastAsked = clock.instant
        guard await hasBegun(number), let listing = channels[number]?.shelf.listing else {
            throw TuneError.noVideoData
        }
        return listing
    }

    /// A segment's bytes; `nil` if it is gone.
    func segment(_ index: Int, of number: ChannelNumber) -> [ByteBuffer]? {
        channels[number]?.lastAsked = clock.instant
        return channels[number]?.shelf[index]
    }

    /// Those who come meanwhile wait for the same stream.
    private func tune(_ number: ChannelNumber, peer: String, agent: String) async throws {
        if let tuning = tuning[number] { return try await tuning.value }
        let request = TuneRequest(number: number, peer: peer, agent: agent, transport: .hls)
        let task = Task {
            defer { tuning[number] = nil }
            let stream = try await tuners.tune(request)
            channels[number] = OnAir(session: stream.session, lastAsked: clock.instant)
            Task { await follow(stream, number) }
        }
        tuning[number] = task
        try await task.value
    }

    private func hasBegun(_ number: ChannelNumber) async -> Bool {
        guard let channel = channels[number] else { return false }
        if channel.shelf.hasBegun { return true }
        return await withCheckedContinuation { channels[number]?.shelf.wait($0) }
    }

    private func follow(_ stream: TunedStream, _ number: ChannelNumber) async {
        var cutter = SegmentCutter()
        for await chunk in stream.chunks {
            guard let segments = try? cutter.take(chunk, at: stream.clock.now),
                keep(segments, number)
            else { break }
        }
        await tuners.leave(stream.session)
        guard channels[number]?.session == stream.session else { return }
        channels.removeValue(forKey: number)?.shelf.waiting.forEach { $0.resume(returning: false) }
    }

    /// - Returns: Whether anybody still asks.
    private func keep(_ segments: [SegmentCutter.Segment], _ number: ChannelNumber) -> Bool {
        guard let channel = channels[number],
            clock.instant - channel.lastAsked < Self.patience
        else { return false }
        guard !segments.isEmpty else { return true }
        channels[number]?.shelf.add(segments)
        if channels[number]?.shelf.hasBegun == true {
            channels[number]?.shelf.takeWaiting().forEach { $0.resume(returning: true) }
        }
        return true
    }
}
