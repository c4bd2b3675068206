import Broadcast
import Glibc
import Hummingbird
import Logging
import ServiceLifecycle
import Store
import UnixSignals
import Wire

/// The composition root: makes every part of the service once, and runs them under one roof.
struct Station: Sendable {
    static let version = "0.1.0"

    /// The wall clock, as people and guides mean it.
    private static let now: @Sendable () -> AirTime = { AirClock.system().now }

    let settings: Settings
    let desk: SettingsDesk
    let login: Login
    let memory: LogMemory
    let log: Logger
    let clock: AirClock
    let notices: NoticeBoard
    let door: FrontDoor
    let store: Store
    let identity: DeviceIdentity
    let guide: GuideCache
    let keeper: TimelineKeeper
    let library: Library
    let artwork: ArtworkDesk
    let logos: LogoDesk
    let lineup: Lineup
    let pool: WorkerPool
    let sessions: Sessions
    let backups: BackupDesk
    let health: HealthWatch
    let light: LEDDesk

    /// Runs until the process is told to stop.
    ///
    /// - Throws: An `Explained` error if it cannot start.
    static func run(
        _ configuration: Configuration, log: Logger, memory: LogMemory
    ) async throws {
        let station = try await Station(configuration, log: log, memory: memory)
        station.announce()
        let group = ServiceGroup(
            configuration: station.configuration(of: station.parts))
        try await group.run()
    }

    private init(
        _ configuration: Configuration, log: Logger, memory: LogMemory
    ) async throws {
        clock = .system()
        notices = NoticeBoard()
        door = try FrontDoor.open(configuration.settings.server)
        let path = configuration.settings.database.path
        try DataFolder.make(for: path)
        Station.restoreWaiting(BackupFolder(of: path), notices, log)
        store = try await Store(path: path, now: Station.now)
        try await store.stopClocks()
        desk = try await SettingsDesk.load(configuration, from: store)
        let settings = desk.running
        self.settings = settings
        var log = log
        log.logLevel = Logger.Level(rawValue: settings.logging.level) ?? .info
        self.log = log
        self.memory = memory
        backups = try BackupDesk(
            backups: BackupFolder(of: path), notices: notices, log: log, now: Station.now,
            damaged: { [store] in store.isDamaged() })
        login = Login(store: store, clock: clock, now: Station.now)
        identity = try await DeviceIdentity.load(
            from: store, configured: settings.hdhomerun.deviceID)

        guide = GuideCache(
            store: store, days: settings.guide.days,
            base: { [door] in
                door.addresses().first ?? door.addresses(forThisMachine: true).first ?? ""
            }, now: Station.now, log: log)
        let keeper = TimelineKeeper(
            store: store, guide: guide,
            upkeep: TimelineUpkeep(guideDays: settings.guide.days), now: Station.now, log: log)
        self.keeper = keeper
        lineup = Lineup { try await keeper.channels() }
        let pool = WorkerPool(
            limits: .machine(channels: settings.streaming.maxChannels), gauges: MachineGauges.read,
            clock: clock, log: log)
        self.pool = pool
        let workers = PooledWorkers(start: { try await pool.launch($0) })
        artwork = ArtworkDesk(
            store: store, workers: workers,
            cache: PictureCache(folder: "\(DataFolder.path(of: path))/artwork"))
        logos = LogoDesk(store: store, workers: workers, folder: DataFolder.path(of: path))
        library = Library(
            store: store, configuration: Library.Configuration(settings), workers: workers,
            log: log,
            now: Station.now, seed: { .random(in: .min ... .max) },
            changed: { keeper.inputsChanged() })
        try await library.prepare()
        let options = StreamingOptions(settings.streaming)
        let channels = Channels(
            programming: keeper, launch: { try await pool.launch($0) }, options: options,
            log: log)
        sessions = Sessions(
            programming: keeper, channels: channels, ledger: TunerLedger(settings),
            options: options, clock: clock, log: log)
        health = HealthWatch(
            board: notices, feeds: { [sessions] in await sessions.feeds() },
            progress: { [library] in library.progress },
            hasFolder: { [store] in try await store.sources().contains { $0.kind == .folder } },
            hasStarted: { await keeper.hasLookedAtAll },
            disk: { DiskRoom(at: DataFolder.path(of: path)) }, now: Station.now)
        light = try await LEDDesk(
            store: store, clock: clock, look: { [health] in await health.look().circumstances },
            tell: LEDDriver { getenv($0).map { String(cString: $0) } }?.tell)
    }
}

extension Station {
    /// Puts the backup that the owner chose in the database's place.
    private static func restoreWaiting(
        _ backups: BackupFolder, _ notices: NoticeBoard, _ log: Logger
    ) {
        do {
            guard let replaced = try backups.restoreWaiting(at: now()) else { return }
            log.notice("A backup was restored. What was there before: \(replaced)")
        } catch let error as any Explained {
            log.error("The backup was not restored. \(error)")
            notices.post("restore", error)
        } catch {
            log.error("The backup was not restored: \(error)")
        }
    }
}

// MARK: - Parts

extension Station {
    /// In the order they start; they stop in the opposite order.
    private var parts: [any ServiceLifecycle.Service] {
        let stopping = Part.atTheEnd { [sessions, pool] in
            await sessions.shutdown()
            await pool.shutdown()
        }
        let scanning = Part.running { [library] in await library.run() }
        let backingUp = Part.running { [backups] in try await backups.run() }
        let inspecting = Part.running { try await inspect() }
        let following = Part.running { [keeper, sessions] in
            for await _ in keeper.news {
                for channel in await keeper.takeChanged() {
                    await sessions.channels.timelineChanged(of: channel)
                }
            }
        }
        return [stopping, keeper, following, scanning, backingUp, inspecting]
            + door.listeners(serving: router, logger: log) + discovery + supervision + lighting
    }

    private var lighting: [any ServiceLifecycle.Service] {
        light.isFitted ? [Part.running { [light] in try await light.run() }] : []
    }

    /// Tells systemd, where it started the program, that the station is alive.
    private var supervision: [any ServiceLifecycle.Service] {
        guard let supervisor = Supervisor({ getenv($0).map { String(cString: $0) } }) else {
            return []
        }
        let liveness = Liveness(
            supervisor: supervisor, signs: Liveness.signs(of: store), log: log)
        return [Part.running { try await liveness.run() }]
    }

    /// Looks at all of the database once; one that turns out to be damaged is mended by a start.
    private func inspect() async throws {
        let inspection = Task { [store, log] in
            do {
                try await store.inspect()
            } catch {
                log.error("The database was looked at: \(error)")
            }
        }
        defer { inspection.cancel() }
        for await _ in store.damage {
            log.error("A new start puts a backup in the damaged database's place.")
            Restart.ask()
        }
    }

    private var discovery: [any ServiceLifecycle.Service] {
        guard settings.hdhomerun.enabled else { return [] }
        let appliance = Appliance(
            identity: tuner, uuid: identity.uuid, host: settings.server.host,
            port: door.ports[0], servesPort80: door.ports.contains(80))
        return [
            Discovery(
                appliance: appliance, id: identity.id, tuners: sessions,
                channels: { [lineup] in try await lineup.current() }, clock: clock, logger: log)
        ]
    }

    private func configuration(of parts: [any ServiceLifecycle.Service])
        -> ServiceGroupConfiguration
    {
        var configuration = ServiceGroupConfiguration(
            services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(2)
        return configuration
    }

    private var tuner: TunerIdentity {
        TunerIdentity(
            deviceID: "\(identity.id)", friendlyName: settings.hdhomerun.friendlyName,
            deviceAuth: identity.auth, tunerCount: settings.hdhomerun.tunerCount)
    }
}

// MARK: - HTTP

extension Station {
    private var router: Router<TunerContext> {
        let router = FrontDoor.router(now: Station.now)
        TunerRoutes(
            identity: tuner, lineup: lineup, tuners: sessions, scan: ChannelScan(),
            save: { [store, keeper] in
                try await store.save($0)
                keeper.inputsChanged()
            },
            rescan: { [library] in await library.rescan() }
        ).add(to: router)
        GuideRoutes(guide: guide).add(to: router)
        StreamRoutes(lineup: lineup, tuners: sessions).add(to: router)
        SegmentRoutes(room: SegmentRoom(tuners: sessions, clock: clock)).add(to: router)
        PageRoutes(observer: observer, lineup: lineup).add(to: router)
        let surveyor = Surveyor(pool: pool, sessions: sessions, keeper: keeper)
        MetricsRoutes(measure: { try await surveyor.measure() }).add(to: router)
        api.add(to: router)
        UPnPRoutes(identity: tuner, id: identity.id, uuid: identity.uuid, lineup: lineup)
            .add(to: router)
        return router
    }

    private var api: API {
        let observer = observer
        let feed = EventFeed(topics: [
            .init(name: "status") { try await observer.report(base: "").news },
            .init(name: "scan") { [library] in library.progress.document },
        ])
        return API(
            login: login, store: store, library: library, artwork: artwork, logos: logos,
            keeper: keeper, lineup: lineup, tuners: sessions, settings: desk, backups: backups,
            logs: memory, feed: feed, light: light,
            profile: OutputProfile.builtIn.first { $0.name == settings.ffmpeg.profile } ?? .hd720,
            restart: { Restart.ask() }, now: Station.now, zone: ZoneFiles.local(),
            notice: settings.streaming.lead + .seconds(3))
    }

    private var observer: StationObserver {
        StationObserver(
            identity: tuner, version: Station.version, lineup: lineup, tuners: sessions,
            feeds: health.feeds, health: health, light: light,
            workers: { [pool] in await pool.reports },
            onAir: { [keeper] in try await keeper.streamItems(on: $0, from: $1, until: $2) },
            library: { [library, store] in
                let sources = try await store.sources()
                return StationReport.Library(
                    library.progress, try await store.mediaCounts(),
                    hasFolder: sources.contains { $0.kind == .folder })
            },
            addresses: { [door] in door.addresses() }, now: Station.now)
    }

    /// Says where the station is found, and what of it is not to be had.
    private func announce() {
        for address in door.addresses(forThisMachine: true) {
            log.notice("\(settings.hdhomerun.friendlyName) is on air: \(address)")
        }
        announceMissingPorts()
        if let recovery = store.recovery {
            log.error("\(recovery)")
            notices.post("database", recovery)
        }
        if let damaged = identity.repaired {
            log.warning("The kept device id “\(damaged)” is not valid: \(identity.id) replaces it.")
        }
    }

    private func announceMissingPorts() {
        for refused in door.refused {
            log.warning("\(refused)")
            let hides = refused.port == 80 && settings.hdhomerun.enabled
            let remedy = refused.remedy + (hides ? " \(HiddenTuner.consequence)" : "")
            notices.post(
                "port \(refused.port)", Notice(message: refused.message, remedy: remedy))
        }
        if let hidden = HiddenTuner(settings) {
            log.warning("\(hidden)")
            notices.post("port 80", hidden)
        }
    }
}

extension StreamingOptions {
    fileprivate init(_ settings: Settings.Streaming) {
        self.init(
            lead: settings.lead, idleTimeout: settings.idleTimeout,
            maxChannels: settings.maxChannels)
    }
}

extension Library.Configuration {
    fileprivate init(_ settings: Settings) {
        let profile = OutputProfile.builtIn.first { $0.name == settings.ffmpeg.profile }
        self.init(
            settings: settings.library, profile: profile ?? .hd720,
            dataFolder: DataFolder.path(of: settings.database.path))
    }
}

extension StationReport.Library {
    fileprivate init(
        _ progress: ScanProgress, _ counts: [MediaState: Int], hasFolder: Bool
    ) {
        self.init(
            playable: counts[.ok] ?? 0, unplayable: counts[.unplayable] ?? 0,
            scan: progress.phase == .idle
                ? nil : Scan(done: progress.probed, found: progress.probed + progress.waiting),
            hasFolder: hasFolder)
    }
}

extension TunerLedger {
    fileprivate init(_ settings: Settings) {
        self.init(
            tuners: settings.hdhomerun.tunerCount,
            countsChannels: settings.hdhomerun.countChannels,
            limits: .init(perChannel: settings.streaming.maxViewers))
    }
}

extension SpawnLimiter.Limits {
    /// As many workers as half of this machine's memory holds: a few more than channels, for scans.
    fileprivate static func machine(channels: Int) -> Self {
        Self(
            processes: channels + 4, memoryBudget: MachineGauges.totalMemory / 2,
            descriptors: Int(sysconf(CInt(_SC_OPEN_MAX))))
    }
}
