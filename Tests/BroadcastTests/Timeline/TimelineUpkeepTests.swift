import Broadcast
import Testing

@Suite struct TimelineUpkeepTests {
    private let upkeep = TimelineUpkeep()
    private let now = AirTime(seconds: 1_600_000_500)

    private func ahead(_ hours: Int) -> AirTime { now + .hours(hours) }

    private func state(
        end: Int, changed: Bool = false, silence: Int? = nil, fetched: Int? = nil
    ) -> TimelineUpkeep.State {
        .init(
            anchors: stride(from: -3, through: end, by: 6).map(ahead), first: ahead(-4),
            silence: silence.map(ahead), hasChanged: changed, fetched: fetched.map(ahead))
    }

    @Test func aNewTimelineBeginsAtTheLastHalfHour() {
        #expect(upkeep.step(.init(), now: now) == .begin(AirTime(seconds: 1_600_000_200)))
    }

    @Test func aTimelineIsBuiltOnBeforeItsEndComesNear() {
        #expect(upkeep.step(state(end: 69), now: now) == .rest)
        #expect(upkeep.step(state(end: 63), now: now) == .build(anchor: 11))
    }

    @Test func aTimelineOfManyItemsReachesOnlyAsFarAsTheGuide() {
        func many(_ end: Int) -> TimelineUpkeep.State {
            var state = state(end: end)
            state.ahead = upkeep.plenty
            return state
        }
        #expect(upkeep.step(many(33), now: now) == .rest)
        #expect(upkeep.step(many(27), now: now) == .build(anchor: 5))
        #expect(now + upkeep.least - upkeep.slack >= GuideWindow(at: now).to)
    }

    @Test func aTimelineThatEndedInThePastIsCaughtUpWith() {
        #expect(
            upkeep.step(.init(anchors: [ahead(-50)], first: ahead(-60)), now: now)
                == .build(anchor: 0))
    }

    @Test func aClockThatWasWrongBeginsAnew() {
        let begin = TimelineUpkeep.Step.begin(AirTime(seconds: 1_600_000_200))
        #expect(
            upkeep.step(.init(anchors: [AirTime(seconds: 0)], first: AirTime(seconds: 0)), now: now)
                == begin)
        #expect(
            upkeep.step(.init(anchors: [ahead(99_000)], first: ahead(98_000)), now: now) == begin)
    }

    @Test func W8_aChangeSparesWhatIsNearAndWhatWasFetched() {
        #expect(upkeep.step(state(end: 69, changed: true), now: now) == .build(anchor: 1))
        #expect(
            upkeep.step(state(end: 69, changed: true, fetched: 31), now: now) == .build(anchor: 6))
        #expect(
            upkeep.step(state(end: 69, changed: true, fetched: 90), now: now) == .build(anchor: 12))
    }

    @Test func deadAirEndsWhenThereIsSomethingToPlay() {
        #expect(
            upkeep.step(state(end: 69, changed: true, silence: -4, fetched: 31), now: now)
                == .begin(now))
        #expect(
            upkeep.step(state(end: 69, changed: true, silence: 9), now: now) == .begin(ahead(9)))
    }

    @Test func silenceIsTheDeadAirAtTheEnd() {
        func item(_ hour: Int, _ kind: PlayoutItem.Kind) -> PlayoutItem {
            PlayoutItem(media: nil, start: ahead(hour), finish: ahead(hour + 1), kind: kind)
        }

        #expect(TimelineUpkeep.silence(at: [item(0, .content)]) == nil)
        #expect(TimelineUpkeep.silence(at: []) == nil)
        #expect(
            TimelineUpkeep.silence(
                at: [item(0, .deadAir), item(1, .content), item(2, .deadAir), item(3, .deadAir)])
                == ahead(2))
    }
}
