/// Where a file lies, and what that makes of numbers in its name.
struct EpisodePlace {
    /// What is left of a name around its episode mark.
    struct Found: Equatable {
        let mark: EpisodeMark
        let before: String
        let after: String
    }

    /// Of the folder that the file is in, if that is a season's.
    let season: Int?
    /// The folder of the show, if there is a folder that may be one.
    let show: Substring?

    func find(in stem: String) -> Found? {
        let name = NameText(stem)
        let start = Self.endOfGroup(in: name)
        let mark =
            EpisodeMark.find(in: name)
            ?? (season == nil ? nil : leading(in: name, from: start))
            ?? counted(in: name, from: start)
            ?? (season == nil ? nil : trailing(in: name))
        guard let mark, isBelievable(mark) else { return nil }
        let begin = min(start, mark.range.lowerBound)
        return Found(
            mark: mark, before: Self.trimmed(name.text(begin..<mark.range.lowerBound)),
            after: String(
                name.text(mark.range.upperBound..<name.count).drop { " -._])".contains($0) }))
    }

    /// `Part` of a film and the like are no episodes; a date needs nothing else.
    private func isBelievable(_ mark: EpisodeMark) -> Bool {
        mark.date != nil || mark.episode != nil
    }

    /// In a season's folder a number in front is the episode: `7 - 12 Angry Men`, `02-04 - blah`.
    private func leading(in name: NameText, from start: Int) -> EpisodeMark? {
        let start = name.skipSpaces(at: start)
        guard let number = name.number(at: start), name.ends(at: number.end) else { return nil }
        var mark = EpisodeMark(range: start..<number.end, episode: number.value)
        if name[number.end] == UInt8(ascii: "-"), let last = name.number(at: number.end + 1),
            name.ends(at: last.end), last.value > number.value
        {
            mark.last = last.value
            mark.range = start..<last.end
        }
        return mark
    }

    /// `Show - 136`, where a release group or the show's folder says that it is one.
    private func counted(in name: NameText, from start: Int) -> EpisodeMark? {
        for index in name.starts where index > start + 2 {
            guard name[index - 1] == UInt8(ascii: " "), name[index - 2] == UInt8(ascii: "-"),
                let number = name.number(at: index),
                name.ends(at: number.end) || name[number.end] == UInt8(ascii: "v"),
                start > 0 || season != nil || isShow(name.text(start..<index))
            else { continue }
            var end = number.end
            if name[end] == UInt8(ascii: "v"), name.isDigit(end + 1) { end += 2 }
            return EpisodeMark(range: index..<end, episode: number.value)
        }
        return nil
    }

    /// In a season's folder the last number: `One Piece 1001`.
    private func trailing(in name: NameText) -> EpisodeMark? {
        for index in Array(name.starts).reversed() {
            if let number = name.number(at: index), number.end == name.count {
                return EpisodeMark(range: index..<number.end, episode: number.value)
            }
        }
        return nil
    }

    private func isShow(_ text: String) -> Bool {
        guard let show else { return false }
        return TitleText.plain(TitleText(String(show)).title)
            == TitleText.plain(TitleText(Self.trimmed(text)).title)
    }

    /// Behind `[Group]` at the beginning; 0 if there is none.
    private static func endOfGroup(in name: NameText) -> Int {
        guard name[0] == UInt8(ascii: "["),
            let end = name.bytes.firstIndex(of: UInt8(ascii: "]"))
        else { return 0 }
        return end + 1
    }

    private static func trimmed(_ text: String) -> String {
        text.trimmed { " -._[(".contains($0) }
    }
}
