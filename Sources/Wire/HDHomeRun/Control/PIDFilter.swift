/// The packet identifiers a native client wants, as ranges.
public struct PIDFilter: Hashable, Sendable {
    private let ranges: [ClosedRange<UInt16>]

    public static let everything = PIDFilter([0...0x1FFF])

    init(_ ranges: [ClosedRange<UInt16>]) {
        self.ranges = ranges
    }

    /// Reads `0x0000-0x1fff` or PIDs and ranges with a space between, at most 64 of them.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard (1...64).contains(parts.count) else { return nil }
        var ranges: [ClosedRange<UInt16>] = []
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard (1...2).contains(ends.count), let low = StrictNumber.readPID(ends[0]),
                let high = StrictNumber.readPID(ends[ends.count - 1]), low <= high
            else { return nil }
            ranges.append(low...high)
        }
        self.init(ranges)
    }

    public func contains(_ pid: Int) -> Bool {
        ranges.contains { Int($0.lowerBound) <= pid && pid <= Int($0.upperBound) }
    }

    var text: String {
        ranges.map { range in
            range.count == 1
                ? Self.hexadecimal(range.lowerBound)
                : "\(Self.hexadecimal(range.lowerBound))-\(Self.hexadecimal(range.upperBound))"
        }.joined(separator: " ")
    }

    static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
