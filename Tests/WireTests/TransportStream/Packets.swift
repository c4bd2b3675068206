import Testing
import Wire

/// What the tests look at in one packet, copied out of the stream.
struct SeenPacket {
    let bytes: [UInt8]
    let pid: Int
    let startsUnit, hasPayload, isRandomAccess: Bool
    let continuity: UInt8
    let clock: Int64?
    let presentation, decoding: Int64?
    let payload: [UInt8]

    static func all(_ stream: [UInt8]) throws -> [SeenPacket] {
        try #require(stream.count % TransportPacket.size == 0)
        return try stride(from: 0, to: stream.count, by: TransportPacket.size).map { start in
            let bytes = Array(stream[start..<start + TransportPacket.size])
            return try bytes.withUnsafeBytes { raw in
                let packet = try #require(TransportPacket(raw))
                return SeenPacket(
                    bytes: bytes, pid: packet.pid, startsUnit: packet.startsUnit,
                    hasPayload: packet.hasPayload, isRandomAccess: packet.isRandomAccess,
                    continuity: packet.continuity, clock: packet.clock,
                    presentation: packet.times?.presentation, decoding: packet.times?.decoding,
                    payload: Array(packet.payload))
            }
        }
    }
}

extension Muxer {
    mutating func take() -> [UInt8] { drain { Array($0) } }

    mutating func add(sound frame: [UInt8], at time: Int64) {
        frame.withUnsafeBytes { add(sound: $0, at: time) }
    }
}
