import Testing

@testable import Broadcast

/// Section 1 of the scheduling cases: a flood, then a fixed start at 3:00.
@Suite struct FloodCaseTests {
    private func flood(
        _ minutes: Int, tail: Int? = nil, fallback: Int? = nil, title: String? = nil,
        next: ScheduleItem.Mode = .one
    ) -> ScheduleCase {
        var made = ScheduleCase()
        made.shelf(1, [1: minutes, 2: minutes])
        made.shelf(2, [9: 60])
        if let tail { made.shelf(3, [3: tail, 4: tail]) }
        if let fallback { made.shelf(4, [3: fallback, 4: fallback]) }
        made.add(.flood, 1, title: title) {
            if tail != nil { $0.tail = Filler.fill(3) }
            if fallback != nil { $0.fallback = Filler.fill(4) }
        }
        made.add(next, 2, at: "3:00")
        return made
    }

    @Test func F1_fillsExactlyToTheNextItemAsOneGroup() throws {
        let built = try flood(60, title: "Title").build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00")
        #expect(built.items.map(\.guideGroup) == [1, 1, 1])
        #expect(built.items.allSatisfy { $0.title == "Title" })
        #expect(built.anchor.guideGroup == 2)
        #expect(!built.anchor.inFlood)
        #expect(built.anchor.turn.index == 1)
        #expect(built.anchor.places.first?.place.index == 1)
    }

    @Test func F2_aSingleFixedFloodGoesOnPastItsStart() throws {
        var made = ScheduleCase()
        made.shelf(1, [1: 60, 2: 60])
        made.add(.flood, 1, at: "0:00", title: "Title")
        let built = try made.build(6)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00 2@3:00 1@4:00 2@5:00")
        #expect(built.items.allSatisfy { $0.guideGroup == 1 })
        #expect(built.anchor.inFlood)
        #expect(built.anchor.turn.index == 0)
        #expect(built.anchor.places.first?.place.index == 0)
    }

    @Test func F3_withoutATitleEachItemIsAGroup() throws {
        let built = try flood(60, next: .flood).build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00")
        #expect(built.items.map(\.guideGroup) == [1, 2, 3])
        #expect(built.anchor.guideGroup == 4)
        #expect(!built.anchor.inFlood)
        #expect(built.anchor.turn.index == 1)
    }

    @Test func F5_withoutFillerAGapIsLeftAndReported() throws {
        let built = try flood(55).build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50")
        #expect(built.items.map(\.kind) == [.content, .content, .content, .deadAir])
        #expect(built.items.prefix(3).map(\.guideGroup) == [1, 2, 3])
        #expect(built.anchor.guideGroup == 4)
        #expect(built.warnings.map(\.code) == [.gap])
        #expect(built.warnings.map(\.length) == [.seconds(900)])
    }

    @Test func F6_anExactTailLeavesNoGap() throws {
        let built = try flood(55, tail: 5).build(3)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:50 F3@2:55")
        #expect(built.items.suffix(3).allSatisfy { $0.kind == .tail && $0.guideGroup == 3 })
        #expect(built.items.last.map { ScheduleCase.clock($0.finish) } == "3:00")
        #expect(built.anchor.places.last?.place.index == 1)
        #expect(built.warnings.isEmpty)
    }

    @Test func F7_fallbackLeavesNoGap() throws {
        let built = try flood(55, fallback: 5).build(3)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:50 F3@2:55")
        #expect(built.items.suffix(3).allSatisfy { $0.kind == .fallback && $0.guideGroup == 3 })
    }

    @Test func F8_theFirstMisfitEndsTheTail() throws {
        let built = try flood(55, tail: 4).build(3)

        #expect(
            ScheduleCase.text(built.items) == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:49 F3@2:53")
        #expect(built.items.last?.kind == .deadAir)
        #expect(built.items.last?.length == .seconds(180))
    }

    @Test func F9_fallbackTakesWhatTheTailLeaves() throws {
        #expect(
            try flood(55, tail: 4, fallback: 1).text(3)
                == "1@0:00 2@0:55 1@1:50 F3@2:45 F4@2:49 F3@2:53 F3@2:57 F4@2:58 F3@2:59")
    }

    @Test func F11_fillersThatAreNotNeededStayWhereTheyAre() throws {
        let built = try flood(60, tail: 4, fallback: 1).build(3)

        #expect(ScheduleCase.text(built.items) == "1@0:00 2@1:00 1@2:00")
        #expect(built.anchor.places.suffix(2).map(\.place.index) == [0, 0])
    }
}
