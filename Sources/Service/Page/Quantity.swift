/// Amounts as people read them.
enum Quantity {
    /// Such as `34 MB`.
    static func bytes(_ count: Int) -> String {
        count < 10_000_000 ? "\(oneDecimal(count, of: 1_000_000)) MB" : "\(count / 1_000_000) MB"
    }

    /// Such as `4.2 Mbit/s`; nothing at all while nothing flows.
    static func rate(_ bitsPerSecond: Int) -> String {
        bitsPerSecond <= 0 ? "" : "\(oneDecimal(bitsPerSecond, of: 1_000_000)) Mbit/s"
    }

    /// Such as `3 days 4 hours`, `12 minutes` or `8 seconds`.
    static func span(_ span: Duration) -> String {
        let seconds = Int(span.components.seconds)
        let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")]
        guard let index = units.firstIndex(where: { seconds >= $0.0 }) else { return "0 seconds" }
        let first = Count(seconds / units[index].0, units[index].1).text
        guard index == 0 || index == 1 else { return first }
        let rest = seconds % units[index].0 / units[index + 1].0
        return rest == 0 ? first : "\(first) \(Count(rest, units[index + 1].1).text)"
    }

    private static func oneDecimal(_ number: Int, of unit: Int) -> String {
        let tenths = (number * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10)"
    }
}
