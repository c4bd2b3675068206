/// Values of plan documents: numbers, lengths, dates, times of day.
extension YAMLNode {
    func planText(_ key: String) throws(PlanError) -> String {
        guard case .scalar(let text, _) = content else {
            throw PlanError(place, key, "must be a single value")
        }
        return text
    }

    func planNumber(_ key: String, _ range: ClosedRange<Int>) throws(PlanError) -> Int {
        let text = try planText(key)
        guard let number = Int(text), range.contains(number) else {
            throw PlanError(
                place, key, "cannot be “\(text.prefix(40))”",
                remedy: "It must be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// `1h30m`, `90s`, `250ms`, or a plain number of seconds.
    func planDuration(_ key: String) throws(PlanError) -> Duration {
        let text = try planText(key)
        guard let length = PlanTime.duration(text) else {
            throw PlanError(
                place, key, "cannot be “\(text.prefix(40))”",
                remedy: "It must be a length such as 1h30m, 45s or 250ms.")
        }
        return length
    }
}

/// Reads lengths and times as people write them.
public enum PlanTime {
    private static let units: [(name: String, milliseconds: Double)] = [
        ("ms", 1), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
    ]

    static func duration(_ text: String) -> Duration? {
        var rest = text[...]
        var total = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits) else { return nil }
            rest = rest[digits.endIndex...]
            let unit = units.first { rest.hasPrefix($0.name) }
            guard unit != nil || rest.isEmpty && digits.count == text.count else { return nil }
            rest = rest.dropFirst(unit?.name.count ?? 0)
            total += number * (unit?.milliseconds ?? 1_000)
        }
        guard !text.isEmpty, total < 1e12 else { return nil }
        return .milliseconds(Int64(total + 0.5))
    }

    /// `03:00` or `03:00:30`, in seconds after midnight.
    static func ofDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count <= 2 ? Int($0) : nil }
        guard numbers.count == parts.count, (2...3).contains(parts.count), numbers[0] < 24,
            numbers.allSatisfy({ $0 >= 0 }), numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    static func day(_ text: some StringProtocol) -> Day? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.count == 3, numbers.count == 3, parts[0].count == 4 else { return nil }
        return Day(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// `2020-10-18T00:00:00`, a local time, or the same with `Z` or `-05:00` behind it.
    public static func instant(_ text: String, in zone: ZoneRules) -> AirTime? {
        let halves = text.split(maxSplits: 1, whereSeparator: { $0 == "T" || $0 == " " })
        guard let day = halves.first.flatMap(day) else { return nil }
        guard halves.count == 2 else { return zone.instant(of: day, second: 0) }
        var clock = halves[1]
        var offset: Int?
        if clock.last == "Z" {
            clock.removeLast()
            offset = 0
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let span = ofDay(clock[clock.index(after: sign)...]) else { return nil }
            offset = clock[sign] == "-" ? -span : span
            clock = clock[..<sign]
        }
        guard let second = ofDay(clock) else { return nil }
        guard let offset else { return zone.instant(of: day, second: second) }
        return AirTime(seconds: Int64(day.number) * 86_400 + Int64(second - offset))
    }
}
