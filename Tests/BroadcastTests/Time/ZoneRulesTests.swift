import Broadcast
import Glibc
import Testing

@Suite(.serialized) struct ZoneRulesTests {
    static let zones = [
        "Africa/Abidjan", "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg",
        "Africa/Lagos", "Africa/Nairobi", "Africa/Windhoek", "America/Anchorage",
        "America/Argentina/Buenos_Aires", "America/Bogota", "America/Caracas", "America/Chicago",
        "America/Denver", "America/Godthab", "America/Halifax", "America/Havana",
        "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Santiago",
        "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Calcutta",
        "Asia/Dhaka", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Manila",
        "Asia/Pyongyang", "Asia/Riyadh", "Asia/Shanghai", "Asia/Tehran", "Asia/Tokyo",
        "Asia/Yangon", "Atlantic/Azores", "Australia/Adelaide", "Australia/Eucla",
        "Australia/Lord_Howe", "Australia/Sydney", "Europe/Dublin", "Europe/Helsinki",
        "Europe/London", "Europe/Moscow", "Europe/Paris", "Pacific/Apia", "Pacific/Auckland",
        "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Norfolk",
    ]

    static func rules(_ zone: String) throws -> ZoneRules {
        try ZoneRules(file: #require(bytes(of: "/usr/share/zoneinfo/\(zone)")))
    }

    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }

    @Test(
        .enabled(if: access("/usr/share/zoneinfo/Europe/Paris", R_OK) == 0, "needs tzdata"),
        arguments: zones)
    func offsetsAreThoseOfTheSystemFrom1970To2100(zone: String) throws {
        let rules = try Self.rules(zone)
        setenv("TZ", ":\(zone)", 1)
        tzset()
        defer {
            unsetenv("TZ")
            tzset()
        }
        var dice = Dice(seed: 1)
        for step in 0..<3_000 {
            var time = time_t(step) * 1_367_280 + time_t(dice.roll(below: 1_367_280))
            let seconds = Int64(time)
            var parts = tm()
            localtime_r(&time, &parts)
            #expect(rules.offset(at: AirTime(seconds: seconds)) == parts.tm_gmtoff)
        }
    }

    @Test(arguments: zones) func everyWallTimeIsFoundAgain(zone: String) throws {
        let rules = try Self.rules(zone)
        var dice = Dice(seed: 2)
        for _ in 0..<500 {
            let time = AirTime(seconds: Int64(dice.roll(below: 4_000_000_000)))
            let wall = rules.wallTime(at: time)
            let found = rules.instant(of: wall.day, second: wall.second)
            // The same instant, or an earlier one that showed the same on the clock.
            #expect(found <= time)
            #expect(rules.wallTime(at: found) == wall)
        }
    }

    /// Zone, date, wall time; the instant in UTC: date, seconds of the day.
    @Test(arguments: [
        ("America/Chicago", "03-09", 9_000, "03-09", 28_800),
        ("America/Chicago", "03-09", 10_800, "03-09", 28_800),
        ("America/Chicago", "03-10", 9_000, "03-10", 27_000),
        ("America/Chicago", "11-02", 5_400, "11-02", 23_400),
        ("America/Chicago", "11-02", 10_800, "11-02", 32_400),
        ("Europe/London", "03-30", 5_400, "03-30", 3_600),
        ("Europe/London", "10-26", 5_400, "10-26", 1_800),
        ("Europe/London", "10-27", 5_400, "10-27", 5_400),
        ("Australia/Lord_Howe", "10-05", 7_500, "10-04", 55_800),
        ("Australia/Lord_Howe", "04-06", 6_000, "04-05", 52_800),
        ("Asia/Kathmandu", "03-30", 9_000, "03-29", 74_700),
    ])
    func W5_skippedTimesRunAtTheChangeAndDoubledOnesOnce(
        zone: String, date: String, second: Int, utcDate: String, utcSecond: Int
    ) throws {
        func day(_ text: String) throws -> Day {
            let parts = text.split(separator: "-").compactMap { Int($0) }
            return try #require(Day(year: 2025, month: parts[0], day: parts[1]))
        }
        let rules = try Self.rules(zone)

        let instant = try rules.instant(of: day(date), second: second)
        let expected = try ZoneRules.utc.instant(of: day(utcDate), second: utcSecond)
        #expect(instant == expected)
    }

    @Test func bytesThatAreNoZoneAreRefused() throws {
        #expect(throws: ZoneFileError.notAZoneFile) { try ZoneRules(file: []) }
        let good = try #require(Self.bytes(of: "/usr/share/zoneinfo/America/Chicago"))
        for length in 0..<good.count {
            #expect(throws: ZoneFileError.self) { try ZoneRules(file: Array(good.prefix(length))) }
        }
        for seed in 0..<2_000 as Range<UInt64> {
            var dice = Dice(seed: seed)
            var bad = good
            for _ in 0..<4 { bad[dice.roll(below: bad.count)] = UInt8(dice.roll(below: 256)) }
            _ = try? ZoneRules(file: bad)
        }
    }
}
