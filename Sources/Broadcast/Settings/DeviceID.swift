/// A tuner's identity in the HDHomeRun protocol: 32 bits, written as 8 hexadecimal digits, whose
/// last digit checks the others as in libhdhomerun.
public struct DeviceID: Hashable, Sendable, CustomStringConvertible {
    public let value: UInt32

    /// - Returns: `nil` if `value` is reserved or fails the self-check.
    public init?(_ value: UInt32) {
        guard value != 0, value != .max, Self.checksum(of: value) == 0 else { return nil }
        self.value = value
    }

    /// Reads exactly 8 hexadecimal digits; `nil` as for a number.
    public init?(_ text: String) {
        guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit),
            let value = UInt32(text, radix: 16)
        else { return nil }
        self.init(value)
    }

    /// The valid identity that differs from `value` in its last digit only; `nil` for the reserved.
    public init?(repairing value: UInt32) {
        self.init(value & ~0xF | Self.checksum(of: value & ~0xF))
    }

    /// A new identity outside of the ranges that real devices have.
    public static func random(using generator: inout some RandomNumberGenerator) -> DeviceID {
        while true {
            let value = generator.next() as UInt32
            let isForeign = (0x10...0x15).contains(value >> 24) || value >> 28 == 0
            if !isForeign, let id = DeviceID(repairing: value) { return id }
        }
    }

    public var description: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The protocol's check: digits at even places go through a table, all are added without carry.
    private static func checksum(of value: UInt32) -> UInt32 {
        (0..<8).reduce(0) { sum, place in
            let digit = value >> (28 - 4 * UInt32(place)) & 0xF
            return sum ^ (place.isMultiple(of: 2) ? table[Int(digit)] : digit)
        }
    }

    private static let table: [UInt32] = [
        0xA, 0x5, 0xF, 0x6, 0x7, 0xC, 0x1, 0xB, 0x9, 0x2, 0x8, 0xD, 0x4, 0x3, 0xE, 0x0,
    ]
}
