/// A frame of the HDHomeRun native protocol, on UDP and on TCP port 65001:
/// u16 kind, u16 payload length, payload, CRC-32 (little-endian; all else is big-endian).
public struct NativePacket: Equatable, Sendable {
    public struct Kind: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        public static let discoverRequest = Kind(rawValue: 2)
        public static let discoverReply = Kind(rawValue: 3)
        public static let getSetRequest = Kind(rawValue: 4)
        public static let getSetReply = Kind(rawValue: 5)
        public static let upgradeRequest = Kind(rawValue: 6)
        public static let upgradeReply = Kind(rawValue: 7)
    }

    public let kind: Kind
    public let payload: [UInt8]

    /// Bytes of kind and length, and of the checksum.
    static let overhead = 8
    /// Clients take a reply from one read of this many bytes.
    public static let largestReply = 1460

    public init(kind: Kind, payload: [UInt8]) {
        precondition(payload.count <= Int(UInt16.max), "a frame's length has 16 bits")
        self.kind = kind
        self.payload = payload
    }

    /// Reads a datagram that is exactly one whole frame with the right checksum.
    public init?(datagram: some RandomAccessCollection<UInt8>) {
        let bytes = Array(datagram.prefix(Self.largestReply + 1))
        guard bytes.count == datagram.count, bytes.count >= Self.overhead,
            bytes.count == Self.overhead + Self.length(in: bytes[...])
        else { return nil }
        self.init(frame: bytes[...])
    }

    /// - Parameter frame: As many bytes as its own length says; `nil` if the checksum is wrong.
    init?(frame: ArraySlice<UInt8>) {
        let body = frame.dropLast(4)
        let sum = frame.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard sum == EthernetChecksum.of(body) else { return nil }
        kind = Kind(
            rawValue: UInt16(frame[frame.startIndex]) << 8 | UInt16(frame[frame.startIndex + 1]))
        payload = Array(body.dropFirst(4))
    }

    /// The payload length that a frame's first four bytes announce.
    static func length(in bytes: ArraySlice<UInt8>) -> Int {
        Int(bytes[bytes.startIndex + 2]) << 8 | Int(bytes[bytes.startIndex + 3])
    }

    /// The frame as it goes over the wire.
    public var bytes: [UInt8] {
        var frame: [UInt8] = []
        frame.reserveCapacity(payload.count + Self.overhead)
        frame.append(bigEndian: kind.rawValue)
        frame.append(bigEndian: UInt16(payload.count))
        frame += payload
        let sum = EthernetChecksum.of(frame)
        for shift in [0, 8, 16, 24] {
            frame.append(UInt8(truncatingIfNeeded: sum >> UInt32(shift)))
        }
        return frame
    }
}

extension [UInt8] {
    /// Adds an integer's bytes, highest first.
    mutating func append(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
