import Testing

@testable import Broadcast

/// Section 11 of the scheduling cases: orders and stories.
@Suite struct OrderCaseTests {
    private func episode(
        _ id: Int64, _ title: String, show: String = "Show", season: Int = 1
    ) -> Playable {
        Playable(
            id: Media.ID(id), duration: .seconds(60), title: title, released: Int(id), show: show,
            season: season, episode: Int(id))
    }

    private func order(
        _ items: [Playable], _ order: PlaybackOrder, seed: UInt64 = 1, stories: Bool = false
    ) throws -> RunningOrder {
        let layout = RunningLayout(order: order, keepsStories: stories)
        return try #require(RunningOrder(items, layout: layout, seed: seed))
    }

    private func play(_ order: inout RunningOrder, _ count: Int) -> [Int64] {
        (0..<count).map { _ in
            defer { order.advance() }
            return order.current.id.value
        }
    }

    private func groups(_ titles: String..., acrossShows: Bool = false) -> [[Int64]] {
        let items = titles.enumerated().map { episode(Int64($0 + 1), $1) }
        return Stories.group(items, acrossShows: acrossShows)
            .map { $0.map { items[$0].id.value } }
    }

    @Test func E4_shuffleInOrderKeepsEveryShowsOrder() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            let shows = (1...20).map { episode($0, "E", show: $0 % 2 == 0 ? "Even" : "Odd") }
            var mixed = try order(shows, .shuffleInOrder, seed: seed)
            let first = play(&mixed, 20)
            #expect(Set(first).count == 20)
            #expect(first.filter { $0 % 2 == 0 } == Array(stride(from: 2, through: 20, by: 2)))
            #expect(mixed.place.index == 0)
            #expect(mixed.place.seed != seed)
        }
        var single = try order((1...10).map { episode($0, "E") }, .shuffleInOrder)
        #expect(play(&single, 10) == Array(1...10))
    }

    @Test func E5_seasonEpisodeLeavesOutSpecials() throws {
        let items = (1...10).map { episode($0, "E", season: $0 <= 2 ? 0 : 1) }
        var ordered = try order(items, .seasonEpisode)
        #expect(ordered.count == 8)
        #expect(play(&ordered, 9) == [3, 4, 5, 6, 7, 8, 9, 10, 3])

        let place = RunningOrder.Place(seed: 1, index: 5)
        var later = try #require(
            RunningOrder(items, layout: .init(order: .chronological), seed: 1, from: place))
        #expect(play(&later, 5) == [6, 7, 8, 9, 10])
    }

    @Test func E8_consecutiveNumbersAreOneStory() {
        let expected: [[Int64]] = [[1], [2, 3], [4]]
        #expect(groups("Episode 1", "Episode 2 (1)", "Episode 3 (2)", "Episode 4") == expected)
        #expect(groups("A", "B (1) - Title", "B (2) - Title", "C") == expected)
        #expect(groups("A", "B Part 1", "B Part 2", "C") == expected)
        #expect(groups("A", "B (Part 1)", "B (Part 2)", "C") == expected)
        #expect(groups("A", "B (Part One)", "B (Part Two)", "C") == expected)
        #expect(groups("A", "B (I)", "B (II)", "C") == expected)
        #expect(groups("A", "B (1)", "B (3)", "C") == [[1], [2], [3], [4]])
    }

    @Test func E10_threePartsAreOneStory() {
        #expect(groups("X (Part One)", "X (Part Two)", "X (Part Three)") == [[1, 2, 3]])
        #expect(groups("X, Part 1", "X, Part 2", "X, Part 3") == [[1, 2, 3]])
        #expect(groups("A: B (1)", "A: C (2)", "A: D (3)") == [[1, 2, 3]])
    }

    @Test func E12_storiesSpanShowsOnlyWhenAsked() {
        let items = [
            episode(1, "S1 (1)", show: "S1"), episode(2, "S2 (1)", show: "S2"),
            episode(3, "S1 (2)", show: "S1"), episode(4, "S1", show: "S1"),
        ]
        #expect(
            Set(Stories.group(items, acrossShows: false).map { $0.map { items[$0].id.value } })
                == [[1, 3], [2], [4]])
        let crossing = [
            episode(1, "S1 (1)", show: "S1"), episode(2, "S2 (2)", show: "S2"),
            episode(3, "S1 (3)", show: "S1"), episode(4, "S1", show: "S1"),
        ]
        #expect(
            Stories.group(crossing, acrossShows: true).map { $0.map { crossing[$0].id.value } }
                == [[1, 2, 3], [4]])
    }

    @Test func W3_aPlaceAmongStoriesIsKept() throws {
        let items = [
            episode(1, "A (1)"), episode(2, "A (2)"), episode(3, "A (3)"), episode(4, "B"),
        ]
        for seed in 0..<200 as Range<UInt64> {
            var whole = try order(items, .shuffle, seed: seed, stories: true)
            let played = play(&whole, 3)
            let layout = RunningLayout(order: .shuffle, keepsStories: true)
            let again = try #require(
                RunningOrder(items, layout: layout, seed: seed, from: whole.place))
            #expect(again.place == whole.place)
            #expect(!played.contains(again.current.id.value))
        }
    }

    @Test func storiesStayTogetherInAShuffle() throws {
        let items = (1...9).map { episode($0, "Story \(($0 - 1) / 3) (\(($0 - 1) % 3 + 1))") }
        for seed in 0..<200 as Range<UInt64> {
            var shuffled = try order(items, .multiEpisodeShuffle, seed: seed)
            let played = play(&shuffled, 9)
            for story in stride(from: 0, to: 9, by: 3) {
                #expect(played[story] % 3 == 1)
                #expect(played[story + 1] == played[story] + 1)
                #expect(played[story + 2] == played[story] + 2)
            }
        }
    }

    @Test func randomRotationGoesRoundInOneOrder() throws {
        var rotation = try order((1...10).map { episode($0, "E") }, .randomRotation)
        let first = play(&rotation, 10)

        #expect(Set(first).count == 10)
        #expect(play(&rotation, 10) == first)
    }

    @Test func randomPlaysAnythingButTheSameAgain() throws {
        var random = try order((1...5).map { episode($0, "E") }, .random)
        let played = play(&random, 2_000)

        #expect(zip(played, played.dropFirst()).allSatisfy { $0 != $1 })
        #expect(Set(played).count == 5)
        var after = try #require(
            RunningOrder(
                (1...5).map { episode($0, "E") }, layout: .init(order: .random), seed: 1,
                from: random.place))
        #expect(play(&after, 50) == play(&random, 50))
    }

    @Test func aRandomStartFallsOnEveryItem() throws {
        var seen: Set<Int64> = []
        for seed in 0..<200 as Range<UInt64> {
            let items = (1...5).map { episode($0, "E") }
            let layout = RunningLayout(order: .chronological)
            seen.insert(
                try #require(RunningOrder(items, layout: layout, seed: seed, beginsAnywhere: true))
                    .current.id.value)
        }
        #expect(seen == [1, 2, 3, 4, 5])
    }

    @Test func shuffledTurnsNeverRepeat() {
        for seed in 1..<500 as Range<UInt64> {
            var turns = Turns(
                count: 4, isShuffled: true, seed: seed, from: .init(seed: 0, index: 0))
            var played: [Int] = []
            for _ in 0..<40 {
                played.append(turns.current)
                turns.advance()
            }
            #expect(zip(played, played.dropFirst()).allSatisfy { $0 != $1 })
            #expect(Set(played.prefix(4)).count == 4)
        }
    }
}
