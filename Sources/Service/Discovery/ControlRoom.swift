import Wire

/// Who is connected to the control port, and who has to go when it gets crowded.
struct ControlRoom: Sendable {
    private struct Guest {
        let source: IPAddress
        var lastHeard: Duration
        /// Holds a tuner, and may be silent for as long as it plays.
        var isHolding = false
    }

    let perSource: Int
    let total: Int
    /// A connection that asks nothing for this long and holds nothing is closed.
    static let patience = Duration.seconds(90)

    private var guests: [UInt64: Guest] = [:]

    init(perSource: Int = 32, total: Int = 256) {
        self.perSource = perSource
        self.total = total
    }

    /// Admits a connection; a full room asks the one out that has been silent for longest, of the
    /// same source if that is what is full.
    ///
    /// - Returns: The connection to close: another one, or the new one itself; `nil` is none.
    mutating func enter(_ id: UInt64, from source: IPAddress, at now: Duration) -> UInt64? {
        let own = guests.filter { $0.value.source == source }
        var leaving: UInt64?
        if own.count >= perSource {
            leaving = silent(own) ?? id
        } else if guests.count >= total {
            leaving = silent(guests) ?? id
        }
        if leaving != id { guests[id] = Guest(source: source, lastHeard: now) }
        if let leaving { guests[leaving] = nil }
        return leaving
    }

    private func silent(_ guests: [UInt64: Guest]) -> UInt64? {
        guests.filter { !$0.value.isHolding }.min { $0.value.lastHeard < $1.value.lastHeard }?.key
    }

    mutating func heard(_ id: UInt64, isHolding: Bool, at now: Duration) {
        guests[id]?.lastHeard = now
        guests[id]?.isHolding = isHolding
    }

    mutating func leave(_ id: UInt64) { guests[id] = nil }

    /// Those whose time is over.
    func overdue(at now: Duration) -> [UInt64] {
        guests.filter { !$0.value.isHolding && now - $0.value.lastHeard >= Self.patience }.map(
            \.key)
    }
}
