/// Which episode a name says a file is, and where in the name it says so.
struct EpisodeMark: Equatable {
    var range: Range<Int>
    var season: Int?
    var episode: Int?
    /// The last of several episodes in one file.
    var last: Int?
    /// The day it was first on air, for shows that count by days.
    var date: CalendarDay?

    /// The first mark in `name` that stands for itself, such as `S02E03`, `2x03`, a date or
    /// `Episode 3`.
    static func find(in name: NameText) -> EpisodeMark? {
        for find in [seasonAndEpisode, crossed, dated, worded] {
            for start in name.starts {
                if let mark = find(name, start) { return mark }
            }
        }
        return nil
    }

    /// `s02e03`, `S02 E03`, `s02xe03`, with more episodes behind.
    private static func seasonAndEpisode(_ name: NameText, _ start: Int) -> EpisodeMark? {
        guard let letter = name.skip("s", at: start), let season = name.number(at: letter) else {
            return nil
        }
        var next = name.skipSpaces(at: season.end)
        if name[next] == UInt8(ascii: "-") { next = name.skipSpaces(at: next + 1) }
        if name[next] == UInt8(ascii: "x") { next += 1 }
        guard let episode = lettered(name, next) else { return nil }
        var mark = EpisodeMark(
            range: start..<episode.end, season: season.value, episode: episode.value)
        mark.takeMore(in: name)
        return mark
    }

    /// `2x03`, with more episodes behind. Sizes such as 1920x1080 are none.
    private static func crossed(_ name: NameText, _ start: Int) -> EpisodeMark? {
        guard let season = name.number(at: start), name[season.end] == UInt8(ascii: "x"),
            let episode = name.number(at: season.end + 1),
            episode.end - season.end > 2 || season.value < 100,
            season.value < 200 || ((1928...2500).contains(season.value) && episode.value < 400)
        else { return nil }
        var mark = EpisodeMark(
            range: start..<episode.end, season: season.value, episode: episode.value)
        mark.takeMore(in: name)
        return name.ends(at: mark.range.upperBound) ? mark : nil
    }

    /// `2023 07 14`, `1996.11.14`, `14.11.1996`. Not if a year follows, which a film has and a
    /// daily show has not.
    private static func dated(_ name: NameText, _ start: Int) -> EpisodeMark? {
        guard let (day, end) = CalendarDay.read(in: name, at: start) else { return nil }
        for later in name.starts where later >= end {
            if let year = name.number(at: later), name.ends(at: year.end), year.end - later == 4,
                CalendarDay.years.contains(year.value)
            {
                return nil
            }
        }
        return EpisodeMark(range: start..<end, date: day)
    }

    /// `Episode 21`, `Ep. 3`, `E07`.
    private static func worded(_ name: NameText, _ start: Int) -> EpisodeMark? {
        guard let episode = lettered(name, start), name.ends(at: episode.end) else { return nil }
        var mark = EpisodeMark(range: start..<episode.end, episode: episode.value)
        mark.takeMore(in: name)
        return mark
    }

    /// `e03`, `ep 03`, `episode 3` and the like.
    private static func lettered(_ name: NameText, _ start: Int) -> (value: Int, end: Int)? {
        let words: [StaticString] = ["episode", "episodio", "épisode", "folge", "capitulo", "ep"]
        for word in words {
            if let end = name.skip(word, at: start),
                let number = name.number(at: name.skipSpaces(at: end))
            {
                return number
            }
        }
        guard name[start] == UInt8(ascii: "e") else { return nil }
        return name.number(at: start + 1)
    }

    /// Takes what continues the mark: `-e04`, `e04`, `-04`, `x04`, `-s01e04`, `-1x04`.
    private mutating func takeMore(in name: NameText) {
        while let more = next(in: name), more.value > (last ?? episode ?? 0) {
            last = more.value
            range = range.lowerBound..<more.end
        }
    }

    private func next(in name: NameText) -> (value: Int, end: Int)? {
        let end = range.upperBound
        let spaced = name.skipSpaces(at: end, most: 1)
        let hasDash = name[spaced] == UInt8(ascii: "-")
        let after = hasDash ? name.skipSpaces(at: spaced + 1, most: 1) : spaced
        if let more = Self.lettered(name, after), hasDash || after == end { return more }
        if hasDash, let more = Self.sameSeason(season, name, after) { return more }
        let isTight =
            hasDash ? spaced == end && after == spaced + 1 : name[end] == UInt8(ascii: "x")
        guard isTight, let more = name.number(at: end + 1), more.end - end > 2 || hasDash,
            name.ends(at: more.end) || name[more.end] == UInt8(ascii: "x")
        else { return nil }
        return more
    }

    /// A second whole mark of the same season: `s01e04`, `1x04`.
    private static func sameSeason(
        _ season: Int?, _ name: NameText, _ start: Int
    ) -> (value: Int, end: Int)? {
        let isLettered = name[start] == UInt8(ascii: "s")
        guard let number = name.number(at: isLettered ? start + 1 : start), number.value == season
        else { return nil }
        if isLettered { return lettered(name, number.end) }
        guard name[number.end] == UInt8(ascii: "x") else { return nil }
        return name.number(at: number.end + 1)
    }
}
