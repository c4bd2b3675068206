import Broadcast
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        (1970, 1, 1, 0, 4), (1969, 12, 31, -1, 3), (2000, 2, 29, 11_016, 2),
        (2020, 10, 18, 18_553, 0), (2100, 3, 1, 47_541, 1), (1600, 2, 29, -135_081, 2),
    ])
    func knownDates(year: Int, month: Int, day: Int, number: Int, weekday: Int) throws {
        let date = try #require(Day(year: year, month: month, day: day))

        #expect(date.number == number)
        #expect(date.weekday == weekday)
        #expect(date.fields == (year, month, day))
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
        var expected = (year: 1800, month: 1, day: 1)
        for number in -62_091..<84_000 {
            #expect(Day(number: number).fields == expected)
            #expect(
                Day(year: expected.year, month: expected.month, day: expected.day)?.number == number
            )
            expected.day += 1
            if expected.day > Day.length(of: expected.month, in: expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
    }

    @Test func datesThatDoNotExistAreNil() {
        #expect(Day(year: 2100, month: 2, day: 29) == nil)
        #expect(Day(year: 2020, month: 13, day: 1) == nil)
        #expect(Day(year: 2020, month: 4, day: 31) == nil)
        #expect(Day(year: 2020, month: 4, day: 0) == nil)
    }
}
