/// The last check before a guide is sent: what fails it never reaches a client.
public enum GuideGate {
    /// No programme lies outside these years; a clock or a duration that says so is wrong.
    private static let years = AirTime(seconds: 0)...AirTime(seconds: 4_102_444_800)

    /// Puts right what can be: order, overlaps, holes, titles and impossible times.
    ///
    /// - Returns: Programmes that overlap `[from, to)` and cover all of it.
    public static func repair(
        _ programmes: [Programme], from: AirTime, to: AirTime, channel: String
    ) -> [Programme] {
        let sorted = isSorted(programmes) ? programmes : programmes.sorted { $0.start < $1.start }
        var repaired: [Programme] = []
        var covered = from
        for var programme in sorted {
            programme.title = Guide.title(programme.title, or: channel)
            if let last = repaired.last { programme.start = max(programme.start, last.finish) }
            guard isPlausible(programme), programme.finish > from, programme.start < to else {
                continue
            }
            if programme.start > covered {
                repaired.append(hole(covered, programme.start, channel))
            }
            repaired.append(programme)
            covered = programme.finish
        }
        if covered < to { repaired.append(hole(covered, to, channel)) }
        return repaired
    }

    /// - Throws: ``GuideFault`` at the first thing wrong.
    public static func check(_ programmes: [Programme], from: AirTime, to: AirTime)
        throws(GuideFault)
    {
        guard let first = programmes.first, let last = programmes.last else { throw .empty }
        if first.start > from { throw .hole(at: from) }
        var end = first.start
        for programme in programmes {
            if !isPlausible(programme) { throw .badTimes(at: programme.start) }
            if programme.start < end { throw .overlap(at: programme.start) }
            if programme.start > end { throw .hole(at: end) }
            if Guide.title(programme.title, or: "") != programme.title {
                throw .badTitle(at: programme.start)
            }
            end = programme.finish
        }
        if last.finish < to { throw .hole(at: last.finish) }
    }

    private static func isPlausible(_ programme: Programme) -> Bool {
        programme.start < programme.finish && years.contains(programme.start)
            && years.contains(programme.finish)
    }

    private static func isSorted(_ programmes: [Programme]) -> Bool {
        zip(programmes, programmes.dropFirst()).allSatisfy { $0.start <= $1.start }
    }

    private static func hole(_ start: AirTime, _ finish: AirTime, _ channel: String) -> Programme {
        Programme(start: start, finish: finish, title: Guide.title(channel, or: Guide.offAir))
    }
}

/// Why a guide is not sent.
public enum GuideFault: Error, Hashable, Sendable {
    case empty
    case badTimes(at: AirTime)
    case badTitle(at: AirTime)
    case overlap(at: AirTime)
    case hole(at: AirTime)
}

extension GuideFault: Explained {
    public var message: String {
        switch self {
        case .empty: "The guide has no programme."
        case .badTimes(let at): "A programme of the guide at \(at.seconds) has impossible times."
        case .badTitle(let at): "A programme of the guide at \(at.seconds) has no title."
        case .overlap(let at): "Programmes of the guide overlap at \(at.seconds)."
        case .hole(let at): "The guide has a hole at \(at.seconds)."
        }
    }

    public var remedy: String {
        "The last good guide stays in use; please report this with the channel's schedule."
    }
}
