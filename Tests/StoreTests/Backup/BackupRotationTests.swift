import Broadcast
import Testing

@testable import Store

@Suite struct BackupRotationTests {
    /// 2026-11-28 12:00 UTC, a Saturday.
    private let now = AirTime(seconds: 1_795_867_200)

    private func backup(daysAgo: Int, hoursAgo: Int = 0) -> Backup {
        Backup(at: now - .seconds(daysAgo * 86_400 + hoursAgo * 3_600), in: "/backups")
    }

    @Test func theNewestOfSevenDaysAndOfFourWeeksStay() {
        let daily = (0..<60).map { backup(daysAgo: $0) }

        let expired = BackupRotation.expired(daily, at: now)
        let kept = daily.filter { !expired.contains($0) }

        // Sundays end the weeks before the present one.
        #expect(kept == [0, 1, 2, 3, 4, 5, 6, 13, 20].map { backup(daysAgo: $0) })
    }

    @Test func oneOfADayStays() {
        let ofOneDay = [backup(daysAgo: 0, hoursAgo: 1), backup(daysAgo: 0, hoursAgo: 3)]
        #expect(BackupRotation.expired(ofOneDay, at: now) == [ofOneDay[1]])
    }

    @Test func seldomBackupsAllStayUpToSevenDays() {
        let rare = (0..<9).map { backup(daysAgo: $0 * 40) }
        #expect(BackupRotation.expired(rare, at: now) == Array(rare[7...]))
    }

    @Test func whatAWrongClockDatedIntoTheFutureTakesNobodysPlace() {
        let future = (1...10).map { backup(daysAgo: -$0) }
        #expect(BackupRotation.expired(future + [backup(daysAgo: 0)], at: now).isEmpty)
        #expect(BackupRotation.isDue(future, at: now))
    }

    @Test func anotherIsDueADayAfterTheNewest() {
        #expect(BackupRotation.isDue([], at: now))
        #expect(BackupRotation.isDue([backup(daysAgo: 1)], at: now))
        #expect(!BackupRotation.isDue([backup(daysAgo: 0, hoursAgo: 23)], at: now))
    }

    @Test func noneIsDueByAClockThatWasNeverSet() {
        #expect(!BackupRotation.isDue([], at: AirTime(seconds: 500)))
    }

    @Test func aNameSaysTheInstantAndIsReadBack() throws {
        let backup = Backup(at: AirTime(seconds: 1_795_867_265), in: "/b")
        #expect(backup.path == "/b/exstreamtv-20261128-120105.db.gz")
        #expect(backup.label == "2026-11-28 12:01 UTC")
        #expect(Backup(name: "exstreamtv-20261128-120105.db.gz", in: "/b") == backup)
    }

    @Test(arguments: [
        "exstreamtv-20261328-120105.db.gz", "exstreamtv-20261128-126105.db.gz",
        "exstreamtv-20261128-120105.db.gz.partial", "exstreamtv--0261128-120105.db.gz",
        "exstreamtv-20261128-+20105.db.gz", "notes.txt", "",
    ])
    func otherNamesAreNoneOfOurs(name: String) {
        #expect(Backup(name: name, in: "/b") == nil)
    }
}
