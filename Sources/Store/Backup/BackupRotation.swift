import Broadcast

/// Which backups are kept: the newest of each of the last seven days that have one, and of each of
/// the last four weeks.
enum BackupRotation {
    private static let days = 7
    private static let weeks = 4

    /// Those that are kept no longer. What a clock that was wrong dated into the future stays, and
    /// takes nobody's place.
    static func expired(_ backups: [Backup], at now: AirTime) -> [Backup] {
        let past = backups.filter { $0.made <= now }.sorted { $0.made > $1.made }
        var kept = newest(past, of: days) { Backup.day(of: $0.made) }
        // 1970-01-01 was a Thursday; weeks begin on Monday.
        kept += newest(past, of: weeks) { (Backup.day(of: $0.made) + 3) / 7 }
        return past.filter { !kept.contains($0) }
    }

    /// Whether the time has come for another: no backup is of the last 24 hours. A clock that was
    /// never set says 1970, and then it has not.
    static func isDue(_ backups: [Backup], at now: AirTime) -> Bool {
        guard now.seconds > earliest else { return false }
        return !backups.contains { $0.made <= now && now - $0.made < .seconds(86_400) }
    }

    /// 2026-01-01.
    private static let earliest: Int64 = 1_767_225_600

    private static func newest(
        _ backups: [Backup], of spans: Int, _ span: (Backup) -> Int
    ) -> [Backup] {
        var kept: [Backup] = []
        for backup in backups where kept.count < spans {
            if kept.last.map(span) != span(backup) { kept.append(backup) }
        }
        return kept
    }
}
