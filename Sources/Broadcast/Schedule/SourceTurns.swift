/// Which of several sources has played when.
struct SourceHistory: Hashable, Sendable, Codable {
    /// Whose sources: a slot by its start, or 0.
    let owner: Int
    /// The one that played last, and how many of its programmes in a row.
    private var last: Int?
    private var run = 0
    /// Where the last programme of each ended.
    private var finishes: [Int64?]

    init(owner: Int, count: Int) {
        self.owner = owner
        finishes = [Int64?](repeating: nil, count: count)
    }

    mutating func note(_ source: Int, finish: AirTime) {
        run = last == source ? run + 1 : 1
        last = source
        while finishes.count <= source { finishes.append(nil) }
        finishes[source] = finish.microseconds
    }

    /// When a source has rested.
    func wakes(_ source: Int, _ rules: ScheduleSource) -> AirTime? {
        guard finishes.indices.contains(source), let finish = finishes[source] else { return nil }
        return AirTime(microseconds: finish) + rules.cooldown
    }

    func hasHadItsTurn(_ source: Int, _ rules: ScheduleSource) -> Bool {
        last == source && rules.maxConsecutive.map { run >= $0 } ?? false
    }
}

/// Chooses among sources that have something to play.
struct SourceTurns {
    let sources: [ScheduleSource]
    let shelves: [ShelfID]
    var history: SourceHistory

    init(_ sources: [ScheduleSource], shelves: [ShelfID], owner: Int, saved: [SourceHistory]?) {
        self.sources = sources
        self.shelves = shelves
        history =
            saved?.first { $0.owner == owner } ?? SourceHistory(owner: owner, count: sources.count)
    }

    /// A source that has rested, by weight; `nil` if none has.
    func choose(at time: AirTime, from stock: inout Shelves) -> Int? {
        var awake = playable(in: stock).filter {
            history.wakes($0, sources[$0]).map { $0 <= time } ?? true
        }
        let others = awake.filter { !history.hasHadItsTurn($0, sources[$0]) }
        if !others.isEmpty { awake = others }
        guard awake.count > 1 else { return awake.first }
        var ticket = stock.roll(below: awake.reduce(0) { $0 + sources[$1].weight })
        for source in awake {
            ticket -= sources[source].weight
            if ticket < 0 { return source }
        }
        return nil
    }

    /// When the first source has rested; `nil` if one has at `time`, or none can ever play.
    func nextWaking(after time: AirTime, in stock: Shelves) -> AirTime? {
        let wakes = playable(in: stock).map { history.wakes($0, sources[$0]) ?? time }
        return wakes.min().flatMap { $0 > time ? $0 : nil }
    }

    private func playable(in stock: Shelves) -> [Int] {
        sources.indices.filter { sources[$0].weight > 0 && stock.has(shelves[$0]) }
    }
}

extension PlayoutAnchor {
    mutating func keep(_ history: SourceHistory) {
        var all = sources ?? []
        all.removeAll { $0.owner == history.owner }
        all.append(history)
        sources = all.sorted { $0.owner < $1.owner }
    }
}
