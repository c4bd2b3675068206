public import Broadcast

/// A compressed copy of a database, named after the instant that it shows.
public struct Backup: Equatable, Sendable {
    public let path: String
    /// To the second.
    public let made: AirTime

    init(at made: AirTime, in folder: String) {
        self.made = AirTime(seconds: made.seconds)
        let day = Day(number: Self.day(of: made)).fields
        let second = made.seconds - Int64(Self.day(of: made)) * 86_400
        let date = [day.year, day.month, day.day].map(Self.padded).joined()
        let time = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded(Int($0)) }
        path = "\(folder)/\(Self.prefix)\(date)-\(time.joined())\(Self.ending)"
    }

    /// - Returns: `nil` if a file of this name is not ours.
    init?(name: String, in folder: String) {
        guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.ending) else { return nil }
        let parts = name.dropFirst(Self.prefix.count).dropLast(Self.ending.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [8, 6], let date = Int(parts[0]), let time = Int(parts[1]),
            let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100)
        else { return nil }
        let second = time / 10_000 * 3_600 + time / 100 % 100 * 60 + time % 100
        self.init(at: AirTime(seconds: Int64(day.number * 86_400 + second)), in: folder)
        guard path == "\(folder)/\(name)" else { return nil }
    }

    private static let prefix = "exstreamtv-"
    private static let ending = ".db.gz"

    /// Days since 1970-01-01, UTC.
    static func day(of time: AirTime) -> Int {
        Int((time.seconds - (time.seconds % 86_400 + 86_400) % 86_400) / 86_400)
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The file's name.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// `2026-11-28 20:30 UTC`.
    public var label: String {
        let digits = path.dropLast(Self.ending.count).suffix(15)
        func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
        return "\(part(0, 4))-\(part(4, 2))-\(part(6, 2)) \(part(9, 2)):\(part(11, 2)) UTC"
    }
}
