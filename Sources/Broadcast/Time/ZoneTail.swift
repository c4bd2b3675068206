/// The rule for all years after a zone's last known change: a POSIX TZ string (IEEE Std 1003.1,
/// 8.3, with the wider hours of RFC 9636).
struct ZoneTail: Hashable, Sendable {
    /// A day of any year.
    enum Date: Hashable, Sendable {
        /// `Mm.w.d`: the w-th weekday d (0 is Sunday) of month m; the last one when w is 5.
        case weekday(month: Int, week: Int, day: Int)
        /// `Jn`: 1 to 365, and 29 February never counts.
        case julian(Int)
        /// `n`: 0 to 365, and 29 February counts.
        case ordinal(Int)
    }

    struct Change: Hashable, Sendable {
        let date: Date
        /// Seconds since midnight, by the clock that is valid until then; may be negative.
        let second: Int
    }

    struct Summer: Hashable, Sendable {
        let offset: Int
        let begins: Change
        let ends: Change
    }

    /// Seconds to add to UTC.
    let standard: Int
    let summer: Summer?

    func offset(at instant: Int64) -> Int {
        guard summer != nil else { return standard }
        return changes(around: instant).last { $0.instant <= instant }?.offset ?? standard
    }

    /// The changes of the year of `instant` and of both neighbours, in order.
    func changes(around instant: Int64) -> [ZoneRules.Transition] {
        guard let summer else { return [] }
        let days = Int((instant - ((instant % 86_400) + 86_400) % 86_400) / 86_400)
        let year = Day(number: days).year
        return (year - 1...year + 1).flatMap { year in
            [
                ZoneRules.Transition(
                    instant: summer.begins.local(in: year) - Int64(standard), offset: summer.offset),
                ZoneRules.Transition(
                    instant: summer.ends.local(in: year) - Int64(summer.offset), offset: standard),
            ]
        }.sorted { $0.instant < $1.instant }
    }
}

extension ZoneTail.Change {
    /// Seconds since 1970 by the local clock.
    fileprivate func local(in year: Int) -> Int64 {
        Int64(date.day(in: year).number) * 86_400 + Int64(second)
    }
}

extension ZoneTail.Date {
    fileprivate func day(in year: Int) -> Day {
        let newYear = Day(firstOf: 1, in: year)
        switch self {
        case .ordinal(let number): return newYear + number
        case .julian(let number):
            return newYear + (Day.isLeap(year) && number > 59 ? number : number - 1)
        case .weekday(let month, let week, let weekday):
            let first = Day(firstOf: month, in: year)
            let ahead = (weekday - first.weekday + 7) % 7 + (week - 1) * 7
            return first + (ahead < Day.length(of: month, in: year) ? ahead : ahead - 7)
        }
    }
}
