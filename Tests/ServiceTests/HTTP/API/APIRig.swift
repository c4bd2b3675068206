import Broadcast
import HTTPTypes
import Hummingbird
import Logging
import Store
import Testing
import Wire

@testable import Service

/// The whole API over a store in memory and a folder of two films, asked without a socket.
struct APIRig: Sendable {
    let folder: MediaFolder
    let store: Store
    let library: Library
    let probe: Probe

    init(peer: IPAddress = IPAddress(10, 77, 0, 3)) async throws {
        folder = try MediaFolder()
        try folder.write("Films/one.mp4")
        try folder.write("Films/two.mp4")
        let store = try await Store(path: ":memory:")
        self.store = store
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let now: @Sendable () -> AirTime = { Shelf.noon }
        let guide = GuideCache(store: store, now: now, log: log)
        let keeper = TimelineKeeper(store: store, guide: guide, now: now, log: log)
        var settings = Settings()
        settings.library.demo = false
        let library = Library(
            store: store,
            configuration: .init(
                settings: settings.library, profile: .hd720, dataFolder: folder.path),
            workers: FakeWorkers(), log: log, now: now, seed: { 7 }, changed: {})
        self.library = library
        try await library.prepare()
        let clock = AirClock(air: Shelf.noon) { 0 }
        let desk = try await SettingsDesk.load(
            Configuration(settings: settings, file: nil, pinned: ["hdhomerun.enabled"]),
            from: store)
        let lineup = Lineup { try await store.channels() }
        let artwork = ArtworkDesk(
            store: store, workers: FakeWorkers(),
            cache: PictureCache(folder: "\(folder.path)/.artwork"))
        let api = API(
            login: Login(store: store, clock: clock, now: now), store: store, library: library,
            artwork: artwork,
            logos: LogoDesk(store: store, workers: FakeWorkers(), folder: folder.path),
            keeper: keeper, lineup: lineup, tuners: FakeTuners(), settings: desk,
            backups: try BackupDesk(
                backups: BackupFolder(of: "\(folder.path)/tv.db"), notices: NoticeBoard(),
                log: log, now: now), logs: LogMemory(),
            feed: EventFeed(topics: [.init(name: "scan") { library.progress.document }]),
            light: try await LEDDesk(
                store: store, clock: clock, look: { StationState.Circumstances() }, tell: nil),
            profile: .hd720, restart: {}, now: now)
        var probe = Probe { api.add(to: $0) }
        probe.peer = peer
        self.probe = probe
    }

    /// Sends JSON and reads the answer's.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if body != nil { headers[.contentType] = "application/json" }
        let text = body.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        let answer = try await probe.ask(path, method, headers: headers, body: text)
        let json = answer.body.isEmpty ? JSON.absent : try JSON(reading: Array(answer.body.utf8))
        return Reply(status: answer.status, headers: answer.headers, json: json)
    }

    struct Reply {
        let status: Int
        let headers: HTTPFields
        let json: JSON

        /// A member of the answer, or of what a path of names leads to.
        subscript(path: String...) -> JSON? {
            path.reduce(json as JSON?) { json, key in
                guard case .object(let members) = json else { return nil }
                return members.first { $0.key == key }?.value
            }
        }

        /// What an edit of this document has to send.
        var mark: HTTPFields { headers[.eTag].map { [.ifMatch: $0] } ?? [:] }
        var cookie: HTTPFields {
            let pair = headers[.setCookie]?.split(separator: ";").first.map(String.init)
            return pair.map { [.cookie: $0] } ?? [:]
        }
    }

    /// The folder's files are known, and the collection of everything has them.
    func scanned() async throws -> APIRig {
        let reply = try await ask(.post, "/api/sources", ["location": .text(folder.path)])
        try #require(reply.status == 201)
        await library.scanOnce()
        return self
    }

    /// A plan that plays one collection.
    static func plan(_ collection: Int = 1, order: String = "shuffle") -> JSON {
        [
            "timezone": "Europe/Helsinki",
            "schedule": [
                "kind": "classic",
                "items": [["collection": .number(collection), "order": .text(order)]],
            ],
        ]
    }
}
