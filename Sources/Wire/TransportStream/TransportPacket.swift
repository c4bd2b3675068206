/// A view of one 188-byte packet of ISO/IEC 13818-1; valid only as long as the memory it looks at.
public struct TransportPacket {
    public static let size = 188
    public static let sync: UInt8 = 0x47

    private let bytes: UnsafeRawBufferPointer

    /// - Parameter bytes: The packet is its first 188 bytes.
    /// - Returns: `nil` if they are too few or don't begin with the sync byte.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.size, bytes[0] == Self.sync else { return nil }
        self.bytes = UnsafeRawBufferPointer(rebasing: bytes[..<Self.size])
    }

    public var pid: Int { Int(bytes[1] & 0x1F) << 8 | Int(bytes[2]) }

    /// A PES packet or a table begins here (payload_unit_start_indicator).
    public var startsUnit: Bool { bytes[1] & 0x40 != 0 }

    public var hasError: Bool { bytes[1] & 0x80 != 0 }

    public var hasPayload: Bool { bytes[3] & 0x10 != 0 }

    /// Counts the PID's packets with payload, modulo 16.
    public var continuity: UInt8 { bytes[3] & 0x0F }

    /// A decoder can begin here.
    public var isRandomAccess: Bool { adaptationFlags & 0x40 != 0 }

    public var isDiscontinuity: Bool { adaptationFlags & 0x80 != 0 }

    /// The program clock in ticks of 27 MHz, below 2³³ × 300.
    public var clock: Int64? {
        guard adaptationFlags & 0x10 != 0, bytes[4] >= 7 else { return nil }
        let base =
            bytes[6...9].reduce(Int64(0)) { $0 << 8 | Int64($1) } << 1 | Int64(bytes[10] >> 7)
        return base * 300 + Int64(bytes[10] & 1) << 8 + Int64(bytes[11])
    }

    public var payload: UnsafeRawBufferPointer {
        guard hasPayload else { return UnsafeRawBufferPointer(rebasing: bytes[Self.size...]) }
        let start = hasAdaptation ? min(5 + Int(bytes[4]), Self.size) : 4
        return UnsafeRawBufferPointer(rebasing: bytes[start...])
    }

    /// When the PES packet that begins here is shown and decoded, in wrapped ticks of 90 kHz;
    /// `nil` if none begins here or it says nothing.
    public var times: (presentation: Int64, decoding: Int64)? {
        let pes = payload
        guard startsUnit, pes.count >= 14, pes[0] == 0, pes[1] == 0, pes[2] == 1 else { return nil }
        guard pes[6] & 0xC0 == 0x80, pes[7] & 0x80 != 0 else { return nil }
        let presentation = Self.stamp(pes, at: 9)
        guard pes[7] & 0x40 != 0, pes.count >= 19 else { return (presentation, presentation) }
        return (presentation, Self.stamp(pes, at: 14))
    }

    private var hasAdaptation: Bool { bytes[3] & 0x20 != 0 }

    private var adaptationFlags: UInt8 { hasAdaptation && bytes[4] > 0 ? bytes[5] : 0 }

    private static func stamp(_ pes: UnsafeRawBufferPointer, at index: Int) -> Int64 {
        Int64(pes[index] & 0x0E) << 29 | Int64(pes[index + 1]) << 22
            | Int64(pes[index + 2] & 0xFE) << 14 | Int64(pes[index + 3]) << 7
            | Int64(pes[index + 4] >> 1)
    }
}
