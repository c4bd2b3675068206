/// Lays out the timeline of one kind of schedule.
///
/// It goes in steps that do not know how far the build is to reach, so a build that stops after
/// any step goes on the same.
protocol PlayoutBuilder {
    var rundown: Rundown { get set }
    /// The schedule item whose turn it is, counted from 0.
    var turn: Int { get }
    /// More steps than this that place nothing show that nothing ever will be.
    var idleSteps: Int { get }
    /// When the next item starts: later than now if it waits.
    var nextStart: AirTime { get }
    /// Whether a schedule that takes over may do so now.
    var mayBeLeft: Bool { get }
    /// Whether it cannot go on before more is known of another channel.
    var isStarved: Bool { get }
    /// What the next build needs to go on.
    var saved: PlayoutAnchor { get }

    /// Puts the next items on air, or passes over what cannot play.
    mutating func step()
    /// Goes to its beginning, after another schedule was on air.
    mutating func begin()
}

extension PlayoutBuilder {
    var now: AirTime { rundown.now }
    var zone: ZoneRules { rundown.zone }
    var mayBeLeft: Bool { true }
    var isStarved: Bool { false }

    /// What was built so far.
    var build: PlayoutBuild { rundown.build(anchor: saved, nextStart: nextStart) }

    /// Builds until the timeline reaches `end`.
    ///
    /// - Throws: ``SchedulingError/stuck(item:)`` if no item moves it on.
    mutating func run(to end: AirTime) throws(SchedulingError) {
        var idle = 0
        while now < end {
            let before = now
            rundown.beginStep()
            step()
            if isStarved { return }
            if now > before {
                idle = 0
                if now >= before.next(Playout.checkpointSpacing) {
                    rundown.note(checkpoint: saved)
                }
            } else {
                idle += 1
                if idle > idleSteps { throw .stuck(item: turn) }
            }
        }
    }

    /// Builds until the step is over that is on at `instant`.
    ///
    /// - Throws: ``SchedulingError/stuck(item:)`` if no item moves it on.
    mutating func run(past instant: AirTime) throws(SchedulingError) -> Departure {
        var idle = 0
        var (before, first) = (saved, rundown.items.count)
        while now <= instant, !isStarved {
            let (known, count, start) = (saved, rundown.items.count, now)
            rundown.beginStep()
            step()
            if now > start {
                (before, first, idle) = (known, count, 0)
            } else {
                idle += 1
                if idle > idleSteps { throw .stuck(item: turn) }
            }
        }
        return Departure(items: Array(rundown.items[first...]), before: before, after: saved)
    }
}
