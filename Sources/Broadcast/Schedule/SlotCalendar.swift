/// When the slots of a schedule begin.
struct SlotCalendar {
    /// A slot that begins at `start` and runs to the next one's start.
    struct Showing: Hashable {
        /// Its index in the schedule.
        let slot: Int
        let start: AirTime
        let finish: AirTime
    }

    let schedule: SlotSchedule
    let zone: ZoneRules

    /// The slot whose time `time` is; the last of a day or week runs on to the first of the next.
    func running(at time: AirTime) -> Showing? {
        let today = zone.wallTime(at: time).day
        let begun = (0...8).lazy.compactMap { days in
            starts(on: today + -days).last { $0.start <= time }
        }.first
        guard let begun, let next = nextStart(after: time) else { return nil }
        return Showing(slot: begun.slot, start: begun.start, finish: next)
    }

    /// When the next slot begins.
    func nextStart(after time: AirTime) -> AirTime? {
        let today = zone.wallTime(at: time).day
        return (0...8).lazy.compactMap { days in
            starts(on: today + days).first { $0.start > time }?.start
        }.first
    }

    /// Names the day, or the week by its Sunday, to which an instant belongs.
    func period(at time: AirTime) -> Int {
        let day = zone.wallTime(at: time).day
        return schedule.period == .day ? day.number : day.number - day.weekday
    }

    /// The slots that begin on a day, in order, each where its first programme may begin.
    private func starts(on day: Day) -> [(slot: Int, start: AirTime)] {
        var starts: [(slot: Int, start: AirTime)] = []
        for (index, slot) in schedule.slots.enumerated() {
            let second = slot.start % 86_400
            guard schedule.period == .day || slot.start / 86_400 == day.weekday else { continue }
            let start = zone.aligned(zone.instant(of: day, second: second), to: schedule.pad)
            starts.append((index, start))
        }
        return starts.sorted { ($0.start, $0.slot) < ($1.start, $1.slot) }
    }
}
