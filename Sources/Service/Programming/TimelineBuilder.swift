import Broadcast
import FoundationEssentials
import Logging
import NIOPosix
import Store

/// Builds one channel's timeline on and puts it into the store, stretch by stretch.
struct TimelineBuilder: Sendable {
    /// Each stretch is stored before the next is built, so memory does not grow with the time to
    /// be built.
    private static let stretch = Duration.hours(6)

    let channel: Channel
    let inputs: TimelineInputs
    let store: Store
    let log: Logger
    let upkeep: TimelineUpkeep
    let now: AirTime

    /// Goes on from `stored`, in place of whatever came after it.
    ///
    /// - Returns: Whether there was anything to add.
    func build(from stored: StoredAnchor) async throws -> Bool {
        try await build(decode(stored), from: stored.instant, after: Lead())
    }

    /// Begins at `instant`, in place of whatever came after it; an item on air then ends there.
    ///
    /// - Parameter last: Where each collection goes on, if anything was built before.
    func begin(at instant: AirTime, after last: StoredAnchor?) async throws {
        try await go(
            on: last.map(decode)?.moved(to: instant), at: instant,
            after: try await ending(at: instant))
    }

    /// Goes on at `instant` as `anchor` says, after `lead`, in place of whatever came then.
    func go(on anchor: PlayoutAnchor?, at instant: AirTime, after lead: Lead) async throws {
        var lead = lead
        lead.anchors = try anchor.map { [try encode($0)] } ?? []
        _ = try await build(anchor, from: instant, after: lead)
    }

    /// What is placed before a build begins, in place of all that began at `from` or later.
    struct Lead {
        var from: AirTime?
        var items: [PlayoutItem]
        fileprivate var anchors: [StoredAnchor] = []

        init(from: AirTime? = nil, items: [PlayoutItem] = []) {
            self.from = from
            self.items = items
        }
    }

    /// The item on air at `instant`, which ends there.
    func ending(at instant: AirTime) async throws -> Lead {
        let onAir = try await store.timeline(
            of: channel.id, from: instant, to: instant + .microseconds(1)
        ).first
        guard let onAir, onAir.start < instant else { return Lead() }
        return Lead(from: onAir.start, items: [onAir.ending(at: instant)])
    }

    private func build(
        _ anchor: PlayoutAnchor?, from: AirTime, after lead: Lead
    ) async throws -> Bool {
        let collections = try await inputs.collections(in: store)
        var anchor = anchor
        var lead = lead
        var begin = from
        var end = now + upkeep.horizon
        let oldest = now - upkeep.memory
        repeat {
            let built = try await place(
                from: begin, to: min(begin + Self.stretch, end), anchor: anchor, collections,
                saysWhatIsMissing: begin == from)
            try await store.extendTimeline(
                of: channel.id, from: lead.from ?? begin,
                with: (lead.items + built.items).filter { $0.finish > oldest },
                anchors: lead.anchors + (built.checkpoints + [built.anchor]).map(encode),
                forgetBefore: oldest)
            anchor = built.anchor
            lead = Lead()
            if built.items.isEmpty { break }
            begin = built.anchor.nextStart
            let ahead = try await store.timelineCount(of: channel.id, after: now)
            end = now + upkeep.reach(withAhead: ahead)
        } while begin < end
        return begin > from
    }

    /// Builds the next stretch, away from the cooperative pool: a large library takes a while to
    /// shuffle. What is missing is said of a build's first stretch: the others miss the same.
    func place(
        from begin: AirTime, to: AirTime, anchor: PlayoutAnchor?, _ collections: [MediaCollection],
        saysWhatIsMissing: Bool
    ) async throws -> PlayoutBuild {
        let relays = try await inputs.relays(from: begin, to: to, in: store)
        let result = try await NIOThreadPool.singleton.runIfActive {
            () -> Result<PlayoutBuild, SchedulingError> in
            Result { () throws(SchedulingError) in
                try Playout.build(
                    inputs.schedule, collections: collections, relays: relays, zone: inputs.zone,
                    anchor: anchor, seed: inputs.seed, from: begin, to: to)
            }
        }
        switch result {
        case .success(let built):
            if saysWhatIsMissing { say(built.warnings.map(\.text)) }
            return built
        case .failure(let error):
            if saysWhatIsMissing { say(["It has dead air. \(error)"]) }
            return Playout.deadAir(anchor: anchor, from: begin, to: to)
        }
    }

    private func say(_ texts: [String]) {
        for text in Set(texts).sorted().prefix(5) {
            log.notice("channel \(channel.number): \(text)")
        }
    }

    /// An anchor that cannot be read, of another version perhaps, still says when.
    func decode(_ stored: StoredAnchor) -> PlayoutAnchor {
        let read = try? JSONDecoder().decode(PlayoutAnchor.self, from: Data(stored.anchor.utf8))
        return read ?? PlayoutAnchor(nextStart: stored.instant)
    }

    private func encode(_ anchor: PlayoutAnchor) throws -> StoredAnchor {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try String(decoding: encoder.encode(anchor), as: UTF8.self)
        return StoredAnchor(instant: anchor.nextStart, anchor: json)
    }
}
