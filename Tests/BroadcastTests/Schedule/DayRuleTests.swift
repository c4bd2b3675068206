import Testing

@testable import Broadcast

@Suite struct DayRuleTests {
    private func range(_ from: String, _ to: String) throws -> DayRule {
        DayRule(
            range: DateRange(
                from: try #require(DateRange.Date(from)), to: try #require(DateRange.Date(to))))
    }

    private func matches(_ rule: DayRule, _ days: String...) throws -> [Bool] {
        try days.map { text in
            let numbers = text.split(separator: "-").compactMap { Int($0) }
            let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
            return rule.matches(try #require(day))
        }
    }

    @Test(arguments: [("04-01", "06-15"), ("2024-04-01", "2024-06-15")])
    func L1_aRangeHasBothItsEnds(from: String, to: String) throws {
        let days = try matches(
            range(from, to), "2024-03-31", "2024-04-01", "2024-04-20", "2024-06-15", "2024-06-16")
        #expect(days == [false, true, true, true, false])
    }

    @Test(arguments: [("06-15", "04-01"), ("2024-06-15", "2025-04-01")])
    func L3_aRangeGoesAroundTheYear(from: String, to: String) throws {
        let days = try matches(
            range(from, to), "2024-06-14", "2024-06-15", "2024-12-31", "2025-01-01", "2025-04-01",
            "2025-04-02")
        #expect(days == [false, true, true, true, true, false])
    }

    @Test func L3_aLeapDayAtEitherEndIsItsNeighbourInOtherYears() throws {
        let from = try matches(
            range("02-29", "01-10"), "2023-02-28", "2023-03-01", "2024-02-28", "2024-02-29",
            "2023-01-10", "2023-01-11")
        #expect(from == [false, true, false, true, true, false])
        let to = try matches(
            range("06-15", "02-29"), "2023-02-28", "2023-03-01", "2024-02-29", "2024-03-01")
        #expect(to == [true, false, true, false])
    }

    @Test func L1_aDayThatAMonthLacksBeginsTheNextAndEndsItsOwn() throws {
        let days = try matches(
            range("04-31", "06-31"), "2024-04-30", "2024-05-01", "2024-06-30", "2024-07-01")
        #expect(days == [false, true, true, false])
    }

    @Test func L1_everythingThatIsSetMustMatch() throws {
        // Friday the 13th.
        let rule = DayRule(weekdays: [.fri], days: [13], months: [9, 12])
        let days = try matches(rule, "2024-09-13", "2024-12-13", "2024-10-13", "2024-12-20")
        #expect(days == [true, true, false, false])
        #expect(try matches(DayRule(), "2024-02-29") == [true])
    }

    @Test(arguments: ["13-01", "00-10", "1-2-3-4", "12", "12-32", "1-x"])
    func whatIsNoDateIsRefused(text: String) {
        #expect(DateRange.Date(text) == nil)
    }
}
