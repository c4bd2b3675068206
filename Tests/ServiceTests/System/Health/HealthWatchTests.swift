import Broadcast
import Testing

@testable import Service

@Suite struct HealthWatchTests {
    private func feed(_ state: FeedSnapshot.State, viewers: Int) -> FeedSnapshot {
        FeedSnapshot(
            channel: .init(5), number: ChannelNumber(5), name: "Films", profile: "720p",
            state: state, viewers: viewers, worker: nil, mode: nil, title: nil, rate: 0, restarts: 0
        )
    }

    private func watch(
        feeds: [FeedSnapshot] = [], progress: ScanProgress = ScanProgress(),
        free: Int = 1 << 30, now: AirTime = AirTime(seconds: 1_790_000_000)
    ) -> HealthWatch {
        HealthWatch(
            board: NoticeBoard(), feeds: { feeds }, progress: { progress }, hasFolder: { true },
            hasStarted: { true }, disk: { DiskRoom(total: 1 << 32, free: free) }, now: { now })
    }

    private func state(_ watch: HealthWatch) async -> StationState {
        StationState(await watch.look().circumstances)
    }

    @Test func aSoundStationIsWell() async {
        let watch = watch(feeds: [feed(.onAir, viewers: 1)])
        #expect(await watch.look().notices.isEmpty)
        #expect(await state(watch) == .ok)
    }

    @Test func whatTakesANoteIsOne() async {
        var progress = ScanProgress()
        progress.problems = ["“/nas” cannot be reached."]
        let finding = await watch(progress: progress, free: 50_000_000, now: AirTime(seconds: 9))
            .look()
        #expect(
            finding.notices.map(\.message) == [
                "“/nas” cannot be reached.", "The disk is almost full: 50 MB are left.",
                "The clock is not set yet.",
            ])
        #expect(finding.circumstances.troubles == 3)
    }

    @Test func aChannelThatDoesNotPlayIsSaidWhileSomebodyWatches() async {
        let alone = watch(feeds: [feed(.failed, viewers: 0), feed(.onAir, viewers: 1)])
        #expect(await state(alone) == .ok)
        let one = watch(feeds: [feed(.failed, viewers: 1), feed(.onAir, viewers: 1)])
        #expect(await state(one) == .attention)
        #expect(
            await one.look().notices.map(\.message) == [
                "Channel 5, “Films”, cannot show its programme."
            ])
        #expect(await state(watch(feeds: [feed(.failed, viewers: 2)])) == .failing)
    }

    @Test func aScanKeepsItBusy() async {
        var progress = ScanProgress()
        progress.phase = .walking
        #expect(await state(watch(progress: progress)) == .busy)
    }
}
