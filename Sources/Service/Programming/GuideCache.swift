import Broadcast
import Logging
import NIOPosix
import Store
import Wire

/// Keeps the documents that IPTV clients poll: the guide, and the playlist that points to it.
///
/// A channel's part is rendered when its timeline or the hour changes, never per request, and only
/// if it passes ``GuideGate``; otherwise the channel keeps its last good part.
actor GuideCache {
    /// A channel's part of the guide.
    private struct Entry: Sendable {
        let channel: Channel
        let window: GuideWindow
        /// Where pictures are found.
        let base: String
        let pieces: [GuidePiece]
    }

    /// What a channel's part is made from.
    private struct Draft: Sendable {
        let channel: Channel
        let window: GuideWindow
        /// Where the part ends.
        let to: AirTime
        let base: String
        let items: [PlayoutItem]
        let texts: [Media.ID: ProgrammeText]

        func rendered() throws -> Entry {
            let programmes = GuideGate.repair(
                Guide.programmes(of: items, channel: channel.name) { texts[$0]?.title },
                from: window.from, to: to, channel: channel.name)
            try GuideGate.check(programmes, from: window.from, to: to)
            let pieces = try stride(from: 0, to: programmes.count, by: Self.most).map { start in
                let some = Array(programmes[start..<min(start + Self.most, programmes.count)])
                return try GuidePiece(XMLTV.programmes(some, on: channel, texts: texts))
            }
            return Entry(channel: channel, window: window, base: base, pieces: pieces)
        }

        /// Programmes in a piece: a day of clips of seconds would be 20 MB at once.
        private static let most = 2_048
    }

    /// Under this setting the end of the newest guide that any client has fetched is kept.
    private static let fetchedKey = "guide.fetched"
    /// Clients reach us under a handful of addresses; more are not remembered.
    private static let mostBases = 16

    /// So many media are described once, however often they play.
    private static let mostTexts = 20_000

    private let store: Store
    private let days: Int
    private let base: @Sendable () -> String
    private let now: @Sendable () -> AirTime
    private let log: Logger
    private var entries: [Channel.ID: Entry] = [:]
    private var channels: [Channel] = []
    /// Paths of the channels' logos.
    private var logos: [Channel.ID: String] = [:]
    private var window: GuideWindow?
    private var document: CachedDocument?
    private var playlists: [String: CachedDocument] = [:]
    private var fetched: AirTime?
    private var isRendering = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - days: How far the guide reaches ahead, as far as timelines are built.
    ///   - base: Scheme, address and port where programs in the network find pictures.
    init(
        store: Store, days: Int = 1, base: @escaping @Sendable () -> String = { "" },
        now: @escaping @Sendable () -> AirTime, log: Logger
    ) {
        self.store = store
        self.days = days
        self.base = base
        self.now = now
        self.log = log
    }

    /// The guide of every visible channel, from the last full hour on, for more than 24 hours.
    ///
    /// - Throws: ``GuideUnavailable`` while no channel has a timeline yet.
    func xmltv() async throws -> CachedDocument {
        try await renderIfMissing()
        guard let document, let window else { throw GuideUnavailable() }
        await noteFetch(window)
        return document
    }

    /// The playlist of every visible channel.
    ///
    /// - Parameter base: Scheme, address and port that the client reached, without a slash.
    func m3u(base: String, mode: ChannelsM3U.Mode = .ts) async throws -> CachedDocument {
        try await renderIfMissing()
        let key = "\(mode) \(base)"
        if let known = playlists[key] { return known }
        let made = CachedDocument(
            contentType: "audio/x-mpegurl; charset=utf-8",
            [try GuidePiece(ChannelsM3U.document(channels, base: base, mode: mode, logos: logos))])
        if playlists.count == Self.mostBases { playlists = [:] }
        playlists[key] = made
        return made
    }

    /// How far ahead a client may know the guide; `nil` if none has fetched it.
    func fetchedUntil() async throws -> AirTime? {
        if let fetched { return fetched }
        fetched = try await store.setting(Self.fetchedKey).flatMap(Int64.init).map(
            AirTime.init(seconds:))
        return fetched
    }

    /// Renders again what has changed: the given channels, new ones, and every one when the hour
    /// is over.
    func refresh(_ changed: Set<Channel.ID> = []) async throws {
        try await taking(turns: { try await self.render(changed) })
    }

    private func renderIfMissing() async throws {
        guard document == nil else { return }
        try await taking(turns: { if self.document == nil { try await self.render() } })
    }

    /// One renders at a time: two would make the same pieces.
    private func taking(turns job: () async throws -> Void) async throws {
        while isRendering { await withCheckedContinuation { waiting.append($0) } }
        isRendering = true
        defer {
            isRendering = false
            let others = waiting
            waiting = []
            others.forEach { $0.resume() }
        }
        try await job()
    }

    private func render(_ changed: Set<Channel.ID> = []) async throws {
        let window = GuideWindow(at: now(), days: days)
        let base = base()
        let visible = try await store.channels().filter { !$0.isHidden }
        let marks = try await store.logoMarks()
        let logos = Dictionary(visible.map { ($0.id, $0.logoPath(marks[$0.id])) }) { $1 }
        let listed = Dictionary(uniqueKeysWithValues: visible.map { ($0.id, $0) })
        var made = entries.filter { id, old in
            old.window == window && old.base == base && listed[id] == old.channel
                && !changed.contains(id)
        }
        var texts: [Media.ID: ProgrammeText] = [:]
        // While a piece is rendered the next one's programmes are read.
        var rendering: Task<Entry?, Never>?
        for channel in visible where made[channel.id] == nil {
            let draft = await draft(channel, window, base, &texts)
            if let new = await rendering?.value { made[new.channel.id] = new }
            rendering = draft.map { draft in Task { await render(draft) } }
        }
        if let new = await rendering?.value { made[new.channel.id] = new }
        for channel in visible where made[channel.id] == nil {
            made[channel.id] = entries[channel.id]
        }
        if visible != channels || logos != self.logos { playlists = [:] }
        entries = made
        channels = visible
        self.logos = logos
        self.window = window
        document = try assemble()
    }

    private func assemble() throws -> CachedDocument? {
        let good = channels.compactMap { entries[$0.id] }
        guard let base = good.first?.base else { return nil }
        let icons = logos.mapValues { "\(base)\($0)" }
        let head = try GuidePiece(XMLTV.head(of: good.map(\.channel), icons: icons))
        let tail = try GuidePiece(XMLTV.tail)
        return CachedDocument(
            contentType: "application/xml; charset=utf-8", [head] + good.flatMap(\.pieces) + [tail])
    }

    /// - Returns: `nil` if the channel has no timeline.
    private func draft(
        _ channel: Channel, _ window: GuideWindow, _ base: String,
        _ texts: inout [Media.ID: ProgrammeText]
    ) async -> Draft? {
        do {
            let items = try await store.shownTimeline(
                of: channel.id, from: window.from - .hours(4), to: window.to)
            guard let last = items.last else { return nil }
            // A guide of many days ends where a timeline does that has very many items.
            let to = min(window.to, max(last.finish, GuideWindow(at: now()).to))
            let known = try await describe(Set(items.compactMap(\.media)), base, &texts)
            return Draft(
                channel: channel, window: window, to: to, base: base, items: items, texts: known)
        } catch {
            keepLastGood(channel, error)
            return nil
        }
    }

    /// - Returns: `nil` if the timeline is not fit to send.
    private func render(_ draft: Draft) async -> Entry? {
        do {
            return try await NIOThreadPool.singleton.runIfActive { try draft.rendered() }
        } catch {
            keepLastGood(draft.channel, error)
            return nil
        }
    }

    private func keepLastGood(_ channel: Channel, _ error: any Error) {
        log.error("channel \(channel.number) keeps its last good guide: \(error)")
    }

    /// What is known of media, of which `texts` has some.
    private func describe(
        _ media: Set<Media.ID>, _ base: String, _ texts: inout [Media.ID: ProgrammeText]
    ) async throws -> [Media.ID: ProgrammeText] {
        if texts.count > Self.mostTexts { texts = [:] }
        let unknown = media.filter { texts[$0] == nil }
        guard !unknown.isEmpty else { return texts }
        let facts = try await store.guideFacts(of: unknown)
        let made = try await NIOThreadPool.singleton.runIfActive {
            facts.reduce(into: [Media.ID: ProgrammeText]()) { made, fact in
                made[fact.key] = ProgrammeText(fact.value, of: fact.key, base)
            }
        }
        texts.merge(made) { $1 }
        return texts
    }

    private func noteFetch(_ window: GuideWindow) async {
        guard window.to > fetched ?? AirTime(seconds: 0) else { return }
        fetched = window.to
        try? await store.set(Self.fetchedKey, to: "\(window.to.seconds)")
    }
}

extension ProgrammeText {
    fileprivate init(_ facts: GuideFacts, of media: Media.ID, _ base: String) {
        let stem = FileTitle.stem(of: facts.name)
        let hasPicture =
            !base.isEmpty
            && Sidecar.Artwork.poster.choose(for: stem, among: facts.pictures) != nil
        self.init(
            title: facts.title, facts.details,
            picture: hasPicture ? "\(base)/iptv/artwork/\(media).jpg" : nil)
    }
}

/// No channel has anything to show yet.
struct GuideUnavailable: Explained {
    var message: String { "There is no guide yet, because no channel has a timeline." }
    var remedy: String { "Ask again in a few seconds; if it stays so, look into the log." }
}
