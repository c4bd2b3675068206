/// A programme as XMLTV tells it.
struct GuideEntry: Hashable {
    /// Seconds since 1970.
    let start: Int64
    let title: String

    static func all(in guide: String) -> [GuideEntry] {
        guide.split(separator: "<programme start=\"").dropFirst().compactMap { text in
            guard let start = seconds(String(text.prefix(14))),
                let title = text.split(separator: "<title", maxSplits: 1).last?
                    .split(separator: ">", maxSplits: 1).last?.split(separator: "<").first
            else { return nil }
            return GuideEntry(start: start, title: String(title))
        }
    }

    /// `YYYYMMDDhhmmss`, UTC.
    private static func seconds(_ text: String) -> Int64? {
        guard let number = Int64(text) else { return nil }
        let (date, time) = (number / 1_000_000, number % 1_000_000)
        let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
        // Years begin in March, so that the leap day is the last one.
        let march = month > 2 ? year : year - 1
        let days = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let epoch = march * 365 + march / 4 - march / 100 + march / 400 + days - 719_468
        return epoch * 86_400 + time / 10_000 * 3_600 + time / 100 % 100 * 60 + time % 100
    }
}
