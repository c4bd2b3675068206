import Broadcast
import Testing

@Suite struct StationStateTests {
    private func state(_ change: (inout StationState.Circumstances) -> Void) -> StationState {
        var circumstances = StationState.Circumstances()
        change(&circumstances)
        return StationState(circumstances)
    }

    @Test func aStationThatDoesItsWorkIsWell() {
        #expect(state { _ in } == .ok)
        #expect(state { $0.isBusy = true } == .busy)
        #expect(state { $0.troubles = 1 } == .attention)
        #expect(state { $0.hasMedia = false } == .setup)
        #expect(state { $0.hasStarted = false } == .booting)
    }

    @Test func itFailsWhenNothingPlaysThatIsWatched() {
        #expect(
            state {
                $0.watched = 2; $0.broken = 1
            } == .ok)
        #expect(
            state {
                $0.watched = 2; $0.broken = 2
            } == .failing)
        #expect(
            state {
                $0.watched = 0; $0.broken = 0
            } == .ok)
    }

    /// All at once, then without the most urgent, and so on.
    @Test func theMostUrgentIsShown() {
        var all = StationState.Circumstances()
        all.hasStarted = false
        all.hasMedia = false
        all.watched = 1
        all.broken = 1
        all.troubles = 3
        all.isBusy = true
        var seen = [StationState(all)]
        all.broken = 0
        seen.append(StationState(all))
        all.hasStarted = true
        seen.append(StationState(all))
        all.hasMedia = true
        seen.append(StationState(all))
        all.troubles = 0
        seen.append(StationState(all))
        all.isBusy = false
        seen.append(StationState(all))
        #expect(seen == StationState.allCases)
    }
}
