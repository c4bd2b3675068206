import Testing

@testable import Broadcast

/// Sections 6 to 8 of the scheduling cases: fixed starts, whole builds, and builds that go on.
@Suite struct BuilderCaseTests {
    private func next(_ build: PlayoutBuild) -> String { ScheduleCase.clock(build.nextStart) }

    private func schedule(
        _ media: KeyValuePairs<Int64, Int>, missing: Set<Int64> = [],
        mode: ScheduleItem.Mode = .flood
    ) -> ScheduleCase {
        var made = ScheduleCase()
        made.shelf(1, media, missing: missing)
        made.add(mode, 1)
        return made
    }

    @Test func N1_zeroLengthIsNothingToPlay() throws {
        #expect(throws: SchedulingError.nothingToPlay(["Shelf 1"])) {
            try schedule([1: 0]).build(6)
        }
        let built = try schedule([1: 0, 2: 360]).build(6)
        #expect(ScheduleCase.text(built.items) == "2@0:00")
        #expect(next(built) == "6:00")
    }

    @Test func N2_missingFilesArePassedOver() throws {
        #expect(throws: SchedulingError.nothingToPlay(["Shelf 1"])) {
            try schedule([1: 360], missing: [1]).build(6)
        }
        #expect(try schedule([1: 360, 2: 360], missing: [1]).text(6) == "2@0:00")
    }

    @Test func N3_missingFilesPlayWhereTheyAreNotPassedOver() throws {
        var test = ScheduleCase()
        test.shelf(1, [1: 360], missing: [1])
        test.add(.flood, 1)
        test.schedule.skipMissing = false
        #expect(try test.text(6) == "1@0:00")
    }

    @Test(arguments: ScheduleItem.FillWithGroup.allCases)
    func N18_fillingWithGroupsGoesThroughTheShows(groups: ScheduleItem.FillWithGroup) throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var test = ScheduleCase()
            test.seed = seed
            test.shelf(1, [1: 30, 2: 30, 3: 30, 4: 30, 5: 30, 6: 30])
            for index in 0..<6 {
                test.collections[0].items[index].show = ["A", "B", "C"][index / 2]
            }
            test.add(.multiple(.init("2")), 1) { $0.fillWithGroup = groups }
            let ids = try test.build(6).items.compactMap { $0.media?.value }
            let turns = stride(from: 0, to: 12, by: 2).map { Array(ids[$0..<$0 + 2]) }
            switch groups {
            case .none, .ordered: #expect(ids == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
            case .shuffled:
                #expect(turns.allSatisfy { [[1, 2], [3, 4], [5, 6]].contains($0) })
                #expect(Set(turns[..<3]).count == 3 && Set(turns[3...]).count == 3)
                #expect(turns[2] != turns[3])
            }
        }
    }

    @Test func N4_aFirstBuildBeginsAtMidnight() throws {
        var made = schedule([1: 360])
        #expect(try made.text(6) == "1@0:00")
        made.from = ScheduleCase.start + .hours(1)
        let late = try made.build(7)
        #expect(ScheduleCase.text(late.items) == "1@0:00 1@6:00")
        #expect(next(late) == "12:00")
    }

    @Test func N5_chronologicalTakesTurns() throws {
        let built = try schedule([1: 60, 2: 60]).build(4)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00 2@3:00")
        #expect(next(built) == "4:00")
    }

    @Test func N6_aFloodGoesAroundFixedContent() throws {
        var made = schedule([1: 60, 2: 60])
        made.shelf(2, [3: 120])
        made.add(.one, 2, at: "3:00")
        let built = try made.build(6)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00 3@3:00 2@5:00")
        #expect(next(built) == "6:00")
    }

    @Test func N8_aFloodGoesAroundSeveralItems() throws {
        var made = schedule([1: 60, 2: 60])
        made.shelf(2, [3: 120, 4: 60])
        made.add(.multiple(.init("2")), 2, at: "3:00")

        #expect(try made.text(7) == "1@0:00 2@1:00 1@2:00 3@3:00 4@5:00 2@6:00")
    }

    @Test func N10_aFixedFloodWaitsForItsHour() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 60, 2: 60])
        made.shelf(2, [3: 120])
        made.add(.flood, 1, at: "7:00")
        made.add(.one, 2, at: "12:00")
        let built = try made.build(24)

        #expect(ScheduleCase.text(built.items) == "1@7:00 2@8:00 1@9:00 2@10:00 1@11:00 3@12:00")
        #expect(next(built) == "31:00")
    }

    @Test func N12_dynamicItemsDrift() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 60, 2: 60])
        made.shelf(2, [3: 45, 4: 90])
        made.add(.multiple(.init("2")), 1)
        made.add(.duration(length: .seconds(7_200), tail: .none, discardAttempts: 0), 2)
        let built = try made.build(6)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@1:00 3@2:00 1@2:45 2@3:45 4@4:45")
        #expect(next(built) == "6:15")
    }

    @Test func N13_multiplesOfTheirCollectionsSize() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 60, 2: 60, 3: 60])
        made.shelf(2, [4: 60, 5: 60])
        made.add(.multiple(.collectionSize), 1)
        made.add(.multiple(.collectionSize), 2)
        let built = try made.build(5)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 3@2:00 4@3:00 5@4:00")
        #expect(built.anchor.turn.index == 0)
        #expect(built.anchor.remaining == nil)
    }

    @Test func N15_fillerAfterTheEndIsKept() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 61])
        made.shelf(2, [2: 4])
        made.add(.multiple(.init("1")), 1) { $0.postRoll = Filler.count(2, 1) }
        let built = try made.build(1)

        #expect(ScheduleCase.text(built.items) == "1@0:00 F2@1:01")
        #expect(next(built) == "1:05")
    }

    @Test func N17_twoDaysHaveACheckpointAtEachMidnight() throws {
        let built = try schedule([1: 360, 2: 360, 3: 360]).build(48)
        let midnights = built.checkpoints.filter { $0.nextStart.seconds % 86_400 == 0 }

        #expect(built.items.map { $0.media?.value } == [1, 2, 3, 1, 2, 3, 1, 2])
        #expect(zip(built.items, built.items.dropFirst()).allSatisfy { $0.finish == $1.start })
        #expect(midnights.map { $0.places[0].place.index } == [1, 2])
        #expect(Set(midnights.map { $0.places[0].place.seed }).count == 1)
        #expect(next(built) == "48:00")
    }

    @Test func C1_C2_aBuildGoesOnWhereTheLastEnded() throws {
        let made = schedule([1: 360, 2: 360])
        let first = try made.build(6)
        #expect(ScheduleCase.text(first.items) == "1@0:00")
        #expect(first.anchor.places[0].place.index == 1)

        let second = try made.build(7, anchor: first.anchor)
        #expect(ScheduleCase.text(second.items) == "2@6:00")
        #expect(next(second) == "12:00")
        #expect(second.anchor.places[0].place.index == 0)

        let third = try made.build(13, anchor: first.anchor)
        #expect(ScheduleCase.text(third.items) == "2@6:00 1@12:00")
        #expect(next(third) == "18:00")
        #expect(third.anchor.places[0].place.index == 1)
    }

    @Test func C4_goingOnOverTheSameWindowChangesNothing() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var made = schedule([1: 60, 2: 60, 3: 60])
            made.schedule.items[0].order = .shuffle
            made.seed = seed
            let built = try made.build(6)
            let again = try made.build(6, anchor: built.anchor)

            #expect(again.items.isEmpty)
            #expect(again.anchor == built.anchor)
        }
    }

    @Test func C5_aShuffleKeepsItsPlaceOverDays() throws {
        var made = ScheduleCase()
        let media = (1...25).map { Playable(id: Media.ID($0), duration: .seconds(3_300)) }
        made.collections = [MediaCollection(id: .init(1), name: "Shelf", items: media)]
        made.add(.flood, 1) { $0.order = .shuffle }
        made.from = ScheduleCase.start + .seconds(5)
        var built = try Playout.build(
            .classic(made.schedule), collections: made.collections, zone: .utc, anchor: nil,
            seed: 1, from: made.from, to: made.from + .hours(48))

        #expect(built.items.count == 53)
        #expect(built.anchor.places[0].place.index == 3)
        let seed = built.anchor.places[0].place.seed
        #expect(built.checkpoints.last?.places[0].place.seed == seed)
        for hour in 1...15 {
            built = try made.build(48 + hour, anchor: built.anchor)
            #expect(built.anchor.places[0].place.seed == seed)
        }
    }

    @Test func C7_aTurnOfSeveralGoesOn() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 60])
        made.shelf(2, [2: 60])
        made.add(.multiple(.init("3")), 1)
        made.add(.multiple(.init("3")), 2)
        var anchor = PlayoutAnchor(nextStart: ScheduleCase.start + .hours(1))
        anchor.remaining = 2
        let built = try made.build(5, anchor: anchor)

        #expect(ScheduleCase.text(built.items) == "1@1:00 1@2:00 2@3:00 2@4:00")
        #expect(built.anchor.turn.index == 1)
        #expect(built.anchor.remaining == 1)
    }

    @Test func C10_anotherSeedGivesAnotherShuffle() throws {
        var made = schedule([1: 60, 2: 60, 3: 60, 4: 60, 5: 60, 6: 60])
        made.schedule.items[0].order = .shuffle
        var seen: Set<[Media.ID?]> = []
        for seed in 0..<100 as Range<UInt64> {
            made.seed = seed
            let built = try made.build(6)
            #expect(Set(built.items.map(\.media)).count == 6)
            seen.insert(built.items.map(\.media))
        }
        #expect(seen.count > 80)
    }

    @Test func C11_aBuildGoesOnAcrossAChangeOfTheClock() throws {
        var made = schedule([1: 60])
        made.zone = try ZoneRulesTests.rules("America/Chicago")
        let anchor = PlayoutAnchor(nextStart: AirTime(seconds: 1_761_454_800))
        let built = try Playout.build(
            .classic(made.schedule), collections: made.collections, zone: made.zone,
            anchor: anchor, seed: 1, from: AirTime(seconds: 1_763_618_400),
            to: AirTime(seconds: 1_763_704_800))

        #expect(built.items.first?.start == anchor.nextStart)
        #expect(built.items.last?.finish == AirTime(seconds: 1_763_704_800))
    }
}
