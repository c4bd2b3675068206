import Testing

@testable import Broadcast

/// Section 5 of the scheduling cases: fillers around one item.
@Suite struct RollCaseTests {
    private func one(
        _ minutes: Int, chapters: [Int] = [], change: (inout ScheduleItem) -> Void
    ) throws -> PlayoutBuild {
        var made = ScheduleCase()
        made.shelf(1, [1: minutes, 2: minutes], chapters: chapters)
        made.shelf(2, [3: 5, 4: 5])
        made.shelf(3, [5: 5, 6: 5])
        made.shelf(4, [:])
        made.shelf(5, [5: 2, 6: 2])
        made.shelf(9, [9: 600])
        made.add(.one, 1, change: change)
        made.add(.one, 9)
        let built = try made.build(1)
        return PlayoutBuild(
            items: built.items.filter { $0.media != Media.ID(9) }, anchor: built.anchor,
            checkpoints: [], warnings: built.warnings, nextStart: built.nextStart)
    }

    @Test(arguments: [[], [0]]) func A1_midRollWithoutBreaksPlaysTheItem(chapters: [Int]) throws {
        let built = try one(60, chapters: chapters) { $0.midRoll = Filler.pad(2, 15) }

        #expect(ScheduleCase.text(built.items) == "1@0:00")
    }

    @Test func A2_midRollOfACountCutsTheItem() throws {
        let built = try one(60, chapters: [0, 6]) { $0.midRoll = Filler.count(2, 1) }

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@0:06 1@0:11")
        #expect(built.items.map(\.kind) == [.content, .midRoll, .content])
        #expect(built.items.map(\.inPoint) == [.zero, .zero, .seconds(360)])
        #expect(built.items.map(\.length) == [.seconds(360), .seconds(300), .seconds(3_240)])
    }

    @Test func A3_postRollFollowsAPaddedMidRoll() throws {
        let built = try one(45, chapters: [0, 6]) {
            $0.midRoll = Filler.pad(2, 60)
            $0.postRoll = Filler.count(3, 1)
        }

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@0:06 F4@0:11 1@0:16 F5@0:55")
    }

    @Test func A6_aPaddedPostRollFollowsMidRoll() throws {
        let built = try one(45, chapters: [0, 6]) {
            $0.midRoll = Filler.count(2, 1)
            $0.postRoll = Filler.pad(3, 60)
        }

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@0:06 1@0:11 F5@0:50 F6@0:55")
    }

    @Test func A7_fallbackFillsWhatAPadCannot() throws {
        let built = try one(45) {
            $0.postRoll = Filler.pad(4, 60)
            $0.fallback = Filler.fill(5)
        }

        try #require(built.items.count == 9)
        #expect(built.items[1].kind == .fallback)
        #expect(ScheduleCase.clock(built.items[1].start) == "0:45")
        #expect(built.items[8].media == Media.ID(6))
        #expect(ScheduleCase.clock(built.items[8].start) == "0:59")
        #expect(built.items[8].length == .seconds(60))
    }

    @Test func W1_contentThatEndsOnThePadGetsNoFiller() throws {
        let built = try one(60) { $0.postRoll = Filler.pad(2, 30) }

        #expect(ScheduleCase.text(built.items) == "1@0:00")
    }

    @Test func W2_aMidRollThatMatchesNoChapterLeavesTheContentWhole() throws {
        let built = try one(50, chapters: [0, 6]) { $0.midRoll = Filler.pad(2, 60, "num > 9") }

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@0:50 F4@0:55")
        #expect(built.items[0].length == .seconds(3_000))
        let counted = try one(50, chapters: [0, 6]) {
            $0.midRoll = [
                Filler(
                    collection: .init(2), amount: .count(1), expression: Expression("false"))
            ]
        }
        #expect(ScheduleCase.text(counted.items) == "1@0:00")
    }

    @Test func expressionsChooseTheBreaks() throws {
        let built = try one(60, chapters: [0, 10, 20, 30, 40]) {
            $0.midRoll = [
                Filler(
                    collection: .init(2), amount: .count(1),
                    expression: Expression("last_mid_filler >= 1200 and total_progress < 0.6"))
            ]
        }

        #expect(ScheduleCase.text(built.items) == "1@0:00 F3@0:10 1@0:15 F4@0:35 1@0:40")
    }

    @Test func twoPadsLeaveTheContentBareWithAWarning() throws {
        let built = try one(50) {
            $0.preRoll = Filler.pad(2, 30)
            $0.postRoll = Filler.pad(3, 30)
        }

        #expect(ScheduleCase.text(built.items) == "1@0:00")
        #expect(built.warnings.map(\.code).contains(.tooManyPads))
    }

    @Test func preRollOfAPadComesFirst() throws {
        let built = try one(50) { $0.preRoll = Filler.pad(2, 60) }

        #expect(ScheduleCase.text(built.items) == "F3@0:00 F4@0:05 1@0:10")
    }

    @Test func aRandomCountStaysWithinItsLimit() throws {
        var counts: Set<Int> = []
        for seed in 0..<200 as Range<UInt64> {
            var made = ScheduleCase()
            made.seed = seed
            made.shelf(1, [1: 60])
            made.shelf(2, [3: 1])
            made.add(.flood, 1) {
                $0.postRoll = [Filler(collection: .init(2), amount: .randomCount(3))]
            }
            counts.insert(try made.build(1).items.count - 1)
        }
        #expect(counts == [0, 1, 2, 3])
    }
}
