import Testing

@testable import Broadcast

/// Section 15 of the scheduling cases: which filler is chosen.
@Suite struct FillerCaseTests {
    private let zero = ScheduleCase.start

    private func shelves(_ lists: [Int64: [Int]], seed: UInt64 = 1) -> Shelves {
        var orders: [ShelfID: RunningOrder] = [:]
        for (id, seconds) in lists {
            let items = seconds.enumerated().map {
                Playable(id: Media.ID(id * 100 + Int64($0)), duration: .seconds($1))
            }
            orders[ShelfID(collection: .init(id))] = RunningOrder(
                items, layout: .init(order: .custom), seed: 1)
        }
        return Shelves(orders: orders, dice: Dice(seed: seed), uses: FillerUses())
    }

    private func filler(
        _ id: Int64, weight: Int = 1, cooldown: Int = 0, item: Int = 0
    ) -> Filler {
        Filler(
            collection: .init(id), amount: .duration(.zero), weight: weight,
            cooldown: .seconds(cooldown), itemCooldown: .seconds(item))
    }

    @Test(arguments: [
        (5, 3, false), (5, 10, true), (300, 180, false), (300, 600, true), (0, 0, true),
    ]) func P1_aListRestsForItsCooldown(cooldown: Int, ago: Int, plays: Bool) {
        var shelves = shelves([1: [30, 40]])
        let list = [filler(1, cooldown: cooldown)]
        #expect(shelves.take(anyOf: list, at: zero) != nil)

        #expect((shelves.take(anyOf: list, at: zero + .seconds(ago)) != nil) == plays)
    }

    @Test func P2_whereEveryItemRestsAnotherListIsChosen() {
        var shelves = shelves([1: [30], 2: [40]])
        let lists = [filler(1, weight: 1_000_000, item: 1_800), filler(2)]
        #expect(shelves.take(anyOf: lists, at: zero)?.id == Media.ID(100))
        #expect(shelves.take(anyOf: lists, at: zero + .seconds(60))?.id == Media.ID(200))
        #expect(shelves.take(anyOf: lists, at: zero + .seconds(1_800))?.id == Media.ID(100))
    }

    @Test func P3_whatIsLongerThanTheGapIsNotChosen() {
        var long = shelves([1: [120]])
        #expect(long.take(anyOf: [filler(1)], room: .seconds(60), at: zero) == nil)
        var mixed = shelves([1: [120, 50]])
        #expect(
            mixed.take(anyOf: [filler(1)], room: .seconds(60), at: zero)?.id == Media.ID(101))
    }

    @Test func P5_weightsDecideHowOften() {
        var shelves = shelves([1: [30], 2: [40]])
        let lists = [filler(1, weight: 75), filler(2, weight: 25)]
        let heavy = (0..<4_000).count { _ in
            shelves.take(anyOf: lists, at: zero)?.id == Media.ID(100)
        }
        #expect((2_850...3_150).contains(heavy))
    }
}
