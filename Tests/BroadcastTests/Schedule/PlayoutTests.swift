import Testing

@testable import Broadcast

@Suite struct PlayoutTests {
    private let start = AirTime(seconds: 1_603_000_000)

    private func collection(_ id: Int64, _ seconds: [Int]) -> MediaCollection {
        MediaCollection(
            id: .init(id), name: "Shelf \(id)",
            items: seconds.enumerated().map {
                Playable(id: Media.ID(id * 1_000 + Int64($0)), duration: .seconds($1))
            })
    }

    private func flood(_ ids: Int64..., order: PlaybackOrder = .shuffle) -> Schedule {
        .classic(.init(items: ids.map { ScheduleItem(collection: .init($0), order: order) }))
    }

    private func build(
        _ schedule: Schedule, _ collections: [MediaCollection], anchor: PlayoutAnchor? = nil,
        seed: UInt64 = 1, hours: Int64
    ) throws(SchedulingError) -> PlayoutBuild {
        try Playout.build(
            schedule, collections: collections, zone: .utc,
            anchor: anchor ?? PlayoutAnchor(nextStart: start),
            seed: seed, from: start,
            to: start + .seconds(hours * 3_600))
    }

    @Test func itemsMeetAndReachTheHorizon() throws {
        for seed in 0..<100 as Range<UInt64> {
            let built = try build(flood(1), [collection(1, [50, 1_000, 7])], seed: seed, hours: 12)

            #expect(built.items.first?.start == start)
            #expect(zip(built.items, built.items.dropFirst()).allSatisfy { $0.finish == $1.start })
            #expect(built.items.last?.finish == built.anchor.nextStart)
            #expect(built.anchor.nextStart >= start + .seconds(12 * 3_600))
        }
    }

    @Test func buildingInPartsGivesTheSameTimeline() throws {
        let shelf = collection(1, [50, 1_000, 7, 333, 4_000])
        for seed in 0..<100 as Range<UInt64> {
            let whole = try build(flood(1), [shelf], seed: seed, hours: 48)
            var parts: [PlayoutItem] = []
            var anchor: PlayoutAnchor?
            for hour in stride(from: Int64(1), through: 48, by: Int(seed % 7 + 1)) {
                let part = try build(flood(1), [shelf], anchor: anchor, seed: seed, hours: hour)
                parts += part.items
                anchor = part.anchor
            }
            parts += try build(flood(1), [shelf], anchor: anchor, seed: seed, hours: 48).items

            #expect(parts == whole.items)
        }
    }

    @Test func everyCheckpointGoesOnExactly() throws {
        let shelf = collection(1, [1_800, 2_500, 900])
        let whole = try build(flood(1), [shelf], hours: 72)

        #expect((72...73).contains(whole.checkpoints.count))
        for checkpoint in whole.checkpoints {
            let rest = try build(flood(1), [shelf], anchor: checkpoint, hours: 72)
            #expect(rest.items == whole.items.filter { $0.start >= checkpoint.nextStart })
        }
    }

    @Test func otherSeedsGiveOtherTimelines() throws {
        let shelf = collection(1, [Int](repeating: 60, count: 50))

        #expect(
            try build(flood(1), [shelf], seed: 1, hours: 1).items
                != build(flood(1), [shelf], seed: 2, hours: 1).items)
    }

    @Test func anEmptyCollectionIsPassedOverAndNamed() throws {
        let built = try build(flood(1, 2), [collection(2, [60]), collection(1, [])], hours: 1)

        #expect(built.items.count == 60)
        #expect(built.warnings.map(\.code) == [.emptyCollection])
        #expect(
            built.warnings.map(\.text)
                == ["“Shelf 1” has nothing to play, so item 1 goes without it."])
    }

    @Test func nothingAtAllToPlayIsAnErrorThatNamesTheCollections() {
        #expect(throws: SchedulingError.nothingToPlay(["Shelf 1", "2"])) {
            try build(flood(1, 2), [collection(1, [0])], hours: 1)
        }
        #expect(
            "\(SchedulingError.nothingToPlay(["A", "B"]))"
                == "Nothing can be scheduled: “A” and “B” has nothing to play. "
                + "Add media files to it, or choose another collection.")
    }

    @Test func aScheduleWithoutItemsIsAnError() {
        #expect(throws: SchedulingError.noItems) { try build(flood(), [], hours: 1) }
    }

    @Test func theCardIsCutAtFullHours() throws {
        let built = try build(.card(title: "Test card"), [], hours: 3)

        #expect(built.items.first?.start == start)
        #expect(built.items.dropFirst().allSatisfy { $0.start.seconds % 3_600 == 0 })
        #expect(built.items.allSatisfy { $0.media == nil && $0.title == "Test card" })
        #expect(built.items.count == 4)
    }

    @Test func deadAirKeepsThePlaceInEveryCollection() throws {
        let shelf = collection(1, [600, 700, 800])
        let before = try build(flood(1), [shelf], hours: 1).anchor
        let silent = Playout.deadAir(
            anchor: before, from: start, to: before.nextStart + .seconds(7_000))

        #expect(silent.anchor.places == before.places)
        #expect(silent.items.allSatisfy { $0.kind == .deadAir })
        #expect(silent.items.first?.start == before.nextStart)
    }

    @Test func aYearOfALargeLibraryTakesSeconds() throws {
        let shelf = collection(1, [Int](repeating: 1_300, count: 100_000))
        let clock = ContinuousClock()
        let spent = try clock.measure { _ = try build(flood(1), [shelf], hours: 24 * 365) }

        #expect(spent < .seconds(30))
    }
}
