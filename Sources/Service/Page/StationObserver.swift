import Broadcast
import Wire

/// Looks at every part of the service for one report.
struct StationObserver: Sendable {
    /// What a channel plays between two instants, without gaps.
    typealias OnAir =
        @Sendable (Channel.ID, _ from: AirTime, _ until: AirTime) async throws -> [StreamItem]

    let identity: TunerIdentity
    let version: String
    let lineup: Lineup
    let tuners: any Tuners
    let feeds: @Sendable () async -> [FeedSnapshot]
    let health: HealthWatch
    let light: LEDDesk
    let workers: @Sendable () async -> [WorkerReport]
    let onAir: OnAir
    let library: @Sendable () async throws -> StationReport.Library?
    /// Where other machines reach this one.
    let addresses: @Sendable () -> [String]
    let now: @Sendable () -> AirTime
    let started = ContinuousClock.now

    /// How far ahead the next programme is looked for.
    private static let horizon = Duration.seconds(4 * 3_600)

    /// - Parameter base: The address the request came to.
    func report(base: String) async throws -> StationReport {
        let now = now()
        let sessions = await tuners.snapshot()
        var listings: [StationReport.Listing] = []
        for channel in try await lineup.current() {
            let programmes = try await programmes(on: channel, at: now)
            listings.append(
                StationReport.Listing(
                    channel: channel, now: programmes.now, next: programmes.next,
                    viewers: sessions.count { $0.channel == channel.id }))
        }
        let finding = await health.look()
        return StationReport(
            name: identity.friendlyName, version: version, deviceID: identity.deviceID, now: now,
            uptime: started.duration(to: .now), addresses: addresses(), base: base,
            listings: listings, tuners: await tuners.tuners(), sessions: sessions,
            feeds: await feeds(), library: try await library(),
            notices: finding.notices, light: await light.show(StationState(finding.circumstances)),
            workers: await workers(), machine: .read(disk: health.disk()),
            memory: ProcessMemory.resident)
    }

    private func programmes(on channel: Channel, at now: AirTime) async throws -> (
        now: StationReport.Programme?, next: StationReport.Programme?
    ) {
        let items = try await onAir(channel.id, now, now + StationObserver.horizon)
        let programmes = items.prefix(2).map {
            StationReport.Programme(title: $0.title, start: $0.start, finish: $0.finish)
        }
        return (programmes.first, programmes.count == 2 ? programmes[1] : nil)
    }
}
