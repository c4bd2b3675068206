/// A time zone as data: when its offset from UTC changes, so that wall times need no system call.
public struct ZoneRules: Hashable, Sendable {
    /// From `instant` on, local time is UTC plus `offset`; both in seconds.
    struct Transition: Hashable, Sendable {
        let instant: Int64
        let offset: Int
    }

    public static let utc = ZoneRules(transitions: [], initialOffset: 0, tail: nil)

    /// Ascending, each for every instant up to the next.
    let transitions: [Transition]
    /// Before the first transition.
    let initialOffset: Int
    /// After the last transition; `nil` if its offset stays for ever.
    let tail: ZoneTail?

    /// Seconds to add to UTC for local time at `time`.
    public func offset(at time: AirTime) -> Int { offset(at: time.seconds) }

    /// The instant at which clocks of the zone show `second` (0 to 86399) on `day`.
    ///
    /// A wall time that is skipped runs at the first valid instant after it, one that comes twice
    /// at the first.
    public func instant(of day: Day, second: Int) -> AirTime {
        let wall = Int64(day.number) * 86_400 + Int64(second)
        var offset = offset(at: wall - 100_000)
        for change in changes(after: wall - 100_000, upTo: wall + 100_000) {
            if wall - Int64(offset) < change.instant { break }
            // Skipped: no offset makes a clock show it, and the next valid instant is the change.
            if wall - Int64(change.offset) < change.instant {
                return AirTime(seconds: change.instant)
            }
            offset = change.offset
        }
        return AirTime(seconds: wall - Int64(offset))
    }

    /// What clocks of the zone show at `time`, in whole seconds.
    public func wallTime(at time: AirTime) -> WallTime {
        let local = time.seconds + Int64(offset(at: time))
        let second = Int(((local % 86_400) + 86_400) % 86_400)
        return WallTime(day: Day(number: Int((local - Int64(second)) / 86_400)), second: second)
    }

    /// The first instant of the local day that contains `time`.
    public func midnight(before time: AirTime) -> AirTime {
        instant(of: wallTime(at: time).day, second: 0)
    }

    func offset(at instant: Int64) -> Int {
        if let last = transitions.last, instant >= last.instant {
            return tail?.offset(at: instant) ?? last.offset
        }
        if transitions.isEmpty, let tail { return tail.offset(at: instant) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].instant <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffset : transitions[low - 1].offset
    }

    private func changes(after start: Int64, upTo end: Int64) -> [Transition] {
        var changes = transitions.filter { $0.instant > start && $0.instant <= end }
        if let tail {
            let from = max(start, transitions.last?.instant ?? .min)
            changes += tail.changes(around: end).filter { $0.instant > from && $0.instant <= end }
        }
        return changes
    }
}

/// A date and the time of day that clocks show on it.
public struct WallTime: Hashable, Sendable {
    public let day: Day
    /// Since the day's first midnight by the clock, 0 to 86399.
    public let second: Int

    public init(day: Day, second: Int) {
        self.day = day
        self.second = second
    }
}
