import Testing

@testable import Broadcast

@Suite struct RunningOrderTests {
    private func media(_ ids: some Sequence<Int64>) -> [Playable] {
        ids.map { Playable(id: Media.ID($0), duration: .seconds(60), released: Int($0)) }
    }

    private func running(
        _ items: [Playable], _ order: PlaybackOrder, seed: UInt64,
        from place: RunningOrder.Place? = nil
    ) throws -> RunningOrder {
        try #require(
            RunningOrder(items, layout: RunningLayout(order: order), seed: seed, from: place))
    }

    private func play(_ order: inout RunningOrder, _ count: Int) -> [Int64] {
        (0..<count).map { _ in
            defer { order.advance() }
            return order.current.id.value
        }
    }

    @Test func chronologicalGoesByDateAndStartsOver() throws {
        var order = try running(media([3, 1, 2]), .chronological, seed: 1)

        #expect(play(&order, 7) == [1, 2, 3, 1, 2, 3, 1])
    }

    @Test func shufflePlaysEveryItemOnceACycle() throws {
        for seed in 0..<200 as Range<UInt64> {
            var order = try running(media(1...10), .shuffle, seed: seed)
            for _ in 0..<5 { #expect(Set(play(&order, 10)) == Set(1...10)) }
        }
    }

    @Test func E1_shuffleNeverRepeatsAcrossCycles() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var order = try running(media(1...10), .shuffle, seed: seed)
            let played = play(&order, seed == 8 ? 1_000 : 60)
            #expect(zip(played, played.dropFirst()).allSatisfy { $0 != $1 })
        }
        var single = try running(media([5]), .shuffle, seed: 8)
        #expect(play(&single, 4) == [5, 5, 5, 5])
    }

    @Test func E3_aSavedIndexOutOfRangeStartsOver() throws {
        let saved = RunningOrder.Place(seed: 9, index: 12)
        let chronological = try running(media(1...10), .chronological, seed: 1, from: saved)
        let shuffle = try running(media(1...10), .shuffle, seed: 1, from: saved)

        #expect(chronological.place.index == 0)
        #expect(shuffle.place.index == 0)
        #expect(shuffle.place.seed != 9)
    }

    @Test(arguments: [PlaybackOrder.chronological, .shuffle])
    func aSavedPlaceGoesOnExactly(kind: PlaybackOrder) throws {
        for cut in 0..<25 {
            var whole = try running(media(1...10), kind, seed: 3)
            var first = whole
            _ = play(&first, cut)
            var second = try running(media(1...10), kind, seed: 3, from: first.place)

            #expect(play(&whole, 60).dropFirst(cut) == play(&second, 60 - cut)[...])
        }
    }

    @Test func aShuffleKeepsItsPlaceWhenTheCollectionChanges() throws {
        for seed in 0..<200 as Range<UInt64> {
            var before = try running(media(1...20), .shuffle, seed: seed)
            let played = play(&before, 10)
            var after = try running(media(3...25), .shuffle, seed: seed, from: before.place)
            let rest = after.count - after.place.index
            let next = play(&after, rest)

            #expect(Set(next).isDisjoint(with: played))
            #expect(Set(played).union(next).isSuperset(of: 3...20))
        }
    }

    @Test func chronologicalGoesOnAfterWhatPlayedLastWhenItemsAreAdded() throws {
        var before = try running(media([10, 20, 30]), .chronological, seed: 1)
        _ = play(&before, 2)
        var after = try running(
            media([1, 5, 10, 20, 25, 30]), .chronological, seed: 1, from: before.place)

        #expect(play(&after, 3) == [25, 30, 1])
    }
}
