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
        let piece: GuidePiece
    }

    /// Under this setting the end of the newest guide that any client has fetched is kept.
    private static let fetchedKey = "guide.fetched"
    /// Clients reach us under a handful of addresses; more are not remembered.
    private static let mostBases = 16

    private let store: Store
    private let now: @Sendable () -> AirTime
    private let log: Logger
    private var entries: [Channel.ID: Entry] = [:]
    private var channels: [Channel] = []
    private var window: GuideWindow?
    private var document: CachedDocument?
    private var playlists: [String: CachedDocument] = [:]
    private var fetched: AirTime?

    init(store: Store, now: @escaping @Sendable () -> AirTime, log: Logger) {
        self.store = store
        self.now = now
        self.log = log
    }

    /// The guide of every visible channel, from the last full hour on, for more than 24 hours.
    ///
    /// - Throws: ``GuideUnavailable`` while no channel has a timeline yet.
    func xmltv() async throws -> CachedDocument {
        if document == nil { try await refresh() }
        guard let document, let window else { throw GuideUnavailable() }
        await noteFetch(window)
        return document
    }

    /// The playlist of every visible channel.
    ///
    /// - Parameter base: Scheme, address and port that the client reached, without a slash.
    func m3u(base: String, mode: ChannelsM3U.Mode = .ts) async throws -> CachedDocument {
        if document == nil { try await refresh() }
        let key = "\(mode) \(base)"
        if let known = playlists[key] { return known }
        let made = CachedDocument(
            contentType: "audio/x-mpegurl; charset=utf-8",
            [try GuidePiece(ChannelsM3U.document(channels, base: base, mode: mode))])
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
        let window = GuideWindow(at: now())
        let visible = try await store.channels().filter { !$0.isHidden }
        var made: [Channel.ID: Entry] = [:]
        for channel in visible {
            let old = entries[channel.id]
            if let old, old.channel == channel, old.window == window, !changed.contains(channel.id)
            {
                made[channel.id] = old
            } else {
                made[channel.id] = await render(channel, window) ?? old
            }
        }
        if visible != channels { playlists = [:] }
        entries = made
        channels = visible
        self.window = window
        document = try assemble()
    }

    private func assemble() throws -> CachedDocument? {
        let good = channels.compactMap { entries[$0.id] }
        guard !good.isEmpty else { return nil }
        let head = try GuidePiece(XMLTV.head(of: good.map(\.channel)))
        let tail = try GuidePiece(XMLTV.tail)
        return CachedDocument(
            contentType: "application/xml; charset=utf-8", [head] + good.map(\.piece) + [tail])
    }

    /// - Returns: `nil` if the channel has no timeline, or none that is fit to send.
    private func render(_ channel: Channel, _ window: GuideWindow) async -> Entry? {
        do {
            let items = try await store.timeline(
                of: channel.id, from: window.from - .hours(4), to: window.to)
            guard !items.isEmpty else { return nil }
            let media = try await store.media(Array(Set(items.compactMap(\.media))))
            return try await NIOThreadPool.singleton.runIfActive {
                let programmes = GuideGate.repair(
                    Guide.programmes(of: items, channel: channel.name) { media[$0]?.title },
                    from: window.from, to: window.to, channel: channel.name)
                try GuideGate.check(programmes, from: window.from, to: window.to)
                let piece = try GuidePiece(XMLTV.programmes(programmes, on: channel))
                return Entry(channel: channel, window: window, piece: piece)
            }
        } catch {
            log.error("channel \(channel.number) keeps its last good guide: \(error)")
            return nil
        }
    }

    private func noteFetch(_ window: GuideWindow) async {
        guard window.to > fetched ?? AirTime(seconds: 0) else { return }
        fetched = window.to
        try? await store.set(Self.fetchedKey, to: "\(window.to.seconds)")
    }
}

/// No channel has anything to show yet.
struct GuideUnavailable: Explained {
    var message: String { "There is no guide yet, because no channel has a timeline." }
    var remedy: String { "Ask again in a few seconds; if it stays so, look into the log." }
}
