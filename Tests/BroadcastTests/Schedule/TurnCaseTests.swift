import Testing

@testable import Broadcast

/// Sections 2 to 4 of the scheduling cases: duration, multiple, one.
@Suite struct TurnCaseTests {
    private func turn(
        _ mode: ScheduleItem.Mode, _ media: KeyValuePairs<Int64, Int>, tail: Int? = nil,
        fallback: Int? = nil, at start: String? = nil, title: String? = nil,
        next: String? = "3:00", change: (inout ScheduleItem) -> Void = { _ in }
    ) -> ScheduleCase {
        var made = ScheduleCase()
        made.shelf(1, media)
        made.shelf(2, [9: 600])
        made.shelf(3, [3: tail ?? 0, 4: tail ?? 0])
        made.shelf(4, [3: fallback ?? 0, 4: fallback ?? 0])
        made.add(mode, 1, at: start, title: title) {
            if tail != nil { $0.tail = Filler.fill(3) }
            if fallback != nil { $0.fallback = Filler.fill(4) }
            change(&$0)
        }
        made.add(.one, 2, at: next)
        return made
    }

    private func duration(
        _ minutes: Int, _ tailMode: ScheduleItem.TailMode, tail: Int? = nil, title: String? = nil
    ) throws -> PlayoutBuild {
        let mode = ScheduleItem.Mode.duration(
            length: .seconds(10_800), tail: tailMode, discardAttempts: 0)
        return try turn(mode, [1: minutes, 2: minutes], tail: tail, title: title, next: nil).build(
            3)
    }

    private func ends(_ build: PlayoutBuild) -> String {
        ScheduleCase.clock(build.anchor.nextStart)
    }

    private func guide(_ build: PlayoutBuild) -> [String?] {
        build.items.map { $0.guideFinish.map(ScheduleCase.clock) }
    }

    @Test func D1_fillsTheDurationExactly() throws {
        let built = try duration(60, .none, title: "Title")

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00")
        #expect(built.items.map(\.guideGroup) == [1, 1, 1])
        #expect(built.anchor.guideGroup == 2)
        #expect(guide(built) == [nil, nil, "3:00"])
        #expect(built.anchor.turn.index == 1)
    }

    @Test func D2_withoutATailTheNextItemFollowsAtOnce() throws {
        let built = try duration(55, .none)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 9@2:45")
        #expect(built.items.prefix(3).map(\.guideGroup) == [1, 2, 3])
        #expect(guide(built) == [nil, nil, "3:00", nil])
    }

    @Test func D3_offlineWaitsForTheEndOfTheDuration() throws {
        let built = try duration(55, .offline)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50")
        #expect(ends(built) == "3:00")
        #expect(guide(built).allSatisfy { $0 == nil })
    }

    @Test func D5_anExactTailFillsTheDuration() throws {
        let built = try duration(55, .filler, tail: 5)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:50 F3@2:55")
        #expect(ends(built) == "3:00")
        #expect(guide(built) == [nil, nil, "3:00", nil, nil, nil])
    }

    @Test func D6_whatTheTailLeavesIsDeadAir() throws {
        let built = try duration(55, .filler, tail: 4)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:49 F3@2:53")
        #expect(built.items.last?.length == .seconds(180))
        #expect(ends(built) == "3:00")
    }

    @Test func D9_aDurationThatStartsAtTheEndIsNotBegun() throws {
        let mode = ScheduleItem.Mode.duration(
            length: .seconds(3_600), tail: .none, discardAttempts: 0)
        let built = try turn(mode, [1: 60, 2: 60], at: "6:00", next: nil).build(6)

        #expect(ScheduleCase.text(built.items) == "")
        #expect(built.anchor.turn.index == 0)
        #expect(built.anchor.durationFinish == nil)
    }

    @Test func M1_aMultipleWaitsForItsFixedStart() throws {
        let built = try turn(
            .multiple(.collectionSize), [1: 60, 2: 60], at: "1:00", title: "Title"
        ).build(3)

        #expect(ScheduleCase.text(built.items) == "1@1:00 2@2:00")
        #expect(built.items.filter { $0.media != nil }.map(\.guideGroup) == [1, 1])
        #expect(built.anchor.guideGroup == 2)
        #expect(built.anchor.places.first?.place.index == 0)
    }

    @Test func M3_aCountOfThreePlaysThree() throws {
        let built = try turn(.multiple(.init("3")), [1: 60, 2: 60], title: "Title").build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00")
        #expect(built.items.map(\.guideGroup) == [1, 1, 1])
    }

    @Test(
        arguments: [
            (55, nil, nil, "1@0:00 2@0:55 1@1:50"),
            (55, 5, nil, "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:50 F3@2:55"),
            (55, nil, 5, "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:50 F3@2:55"),
            (55, 4, nil, "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:49 F3@2:53"),
            (55, 4, 1, "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:49 F3@2:53 F3@2:57 F4@2:58 F3@2:59"),
            (60, 4, 1, "1@0:00 2@1:00 1@2:00"),
        ] as [(Int, Int?, Int?, String)])
    func M4_fillersFollowAMultiple(
        minutes: Int, tail: Int?, fallback: Int?, timeline: String
    ) throws {
        let built = try turn(
            .multiple(.init("3")), [1: minutes, 2: minutes], tail: tail, fallback: fallback
        ).build(3)

        #expect(ScheduleCase.text(built.items) == timeline)
        #expect(
            built.items.filter { $0.media != nil }.map(\.guideGroup).dropFirst(3)
                .allSatisfy { $0 == 3 })
    }

    @Test(arguments: [nil, 0]) func O1_oneItemPlaysOnce(filler: Int?) throws {
        let built = try turn(.one, [1: 60, 2: 60], tail: filler, fallback: filler).build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00")
        #expect(built.anchor.guideGroup == 2)
        #expect(built.anchor.places.first?.place.index == 1)
    }

    @Test(
        arguments: [
            (5, nil, "1@0:00 F3@2:45 F4@2:50 F3@2:55"),
            (4, nil, "1@0:00 F3@2:45 F4@2:49 F3@2:53"),
            (4, 1, "1@0:00 F3@2:45 F4@2:49 F3@2:53 F3@2:57 F4@2:58 F3@2:59"),
        ] as [(Int, Int?, String)])
    func O2_O4_fillersFollowOneItem(tail: Int, fallback: Int?, timeline: String) throws {
        let built = try turn(.one, [1: 165, 2: 165], tail: tail, fallback: fallback).build(3)

        #expect(ScheduleCase.text(built.items) == timeline)
        #expect(built.items.filter { $0.media != nil }.allSatisfy { $0.guideGroup == 1 })
    }

    @Test(arguments: [[], [0, 60]]) func O6_O7_postRollPadsExactly(chapters: [Int]) throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 165, 2: 165], chapters: chapters)
        made.shelf(2, [9: 60])
        made.shelf(3, [3: 5, 4: 5])
        made.shelf(4, [7: 5])
        made.add(.one, 1) {
            $0.postRoll = Filler.pad(3, 30)
            $0.fallback = Filler.fill(4)
        }
        made.add(.one, 2, at: "3:00")
        let built = try made.build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@2:45 F4@2:50 F3@2:55")
        #expect(built.items.dropFirst().allSatisfy { $0.kind == .postRoll })
    }
}
