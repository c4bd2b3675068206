import Broadcast
import Hummingbird
import Store
import Wire

/// `/api`: everything that the page does, for the page and for scripts. `docs/openapi.yaml` is the
/// contract.
struct API: Sendable {
    let login: Login
    let store: Store
    let library: Library
    let artwork: ArtworkDesk
    let logos: LogoDesk
    let keeper: TimelineKeeper
    let lineup: Lineup
    let tuners: any Tuners
    let settings: SettingsDesk
    let backups: BackupDesk
    let logs: LogMemory
    let feed: EventFeed
    let light: LEDDesk
    let profile: OutputProfile
    let restart: @Sendable () -> Void
    let now: @Sendable () -> AirTime
    /// What “today” means in a search.
    var zone = ZoneRules.utc
    /// How much ahead of now streams are made.
    var notice = Duration.seconds(8)

    func add(to router: Router<TunerContext>) {
        let logins = LoginRoutes(login: login, store: store)
        logins.addOpen(to: router.group("api"))
        let owned = router.group("api").add(middleware: LoginGuard(login: login))
        logins.add(to: owned)
        SourceRoutes(store: store, library: library).add(to: owned)
        MediaRoutes(store: store, artwork: artwork, changed: changed).add(to: owned)
        CollectionRoutes(store: store, moment: moment, changed: changed).add(to: owned)
        SearchRoutes(store: store, moment: moment, changed: changed).add(to: owned)
        channels.add(to: owned)
        HistoryRoutes(store: store, now: now, replan: { try await keeper.replan($0) })
            .add(to: owned)
        SkipRoutes(store: store, keeper: keeper, notice: notice).add(to: owned)
        let pictures = LogoRoutes(desk: logos, artwork: artwork) { keeper.inputsChanged() }
        pictures.add(to: owned)
        pictures.addOpen(to: router)
        TimelineRoutes(store: store, now: now).add(to: owned)
        SessionRoutes(tuners: tuners).add(to: owned)
        SettingRoutes(desk: settings, restart: restart).add(to: owned)
        BackupRoutes(desk: backups, restart: restart).add(to: owned)
        LogRoutes(memory: logs).add(to: owned)
        EventRoutes(feed: feed).add(to: owned)
        LEDRoutes(light: light).add(to: owned)
    }

    private var changed: @Sendable () -> Void { { [keeper] in keeper.inputsChanged() } }

    private var moment: @Sendable () -> QueryMoment {
        { [now, zone] in QueryMoment(now: now(), zone: zone) }
    }

    private var channels: ChannelRoutes {
        ChannelRoutes(
            store: store, profile: profile, seed: { .random(in: .min ... .max) }, now: now,
            changed: {
                await lineup.changed()
                keeper.inputsChanged()
            }, replan: { try await keeper.replan($0) })
    }
}
