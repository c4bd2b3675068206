/// The two tables that tell a receiver where picture and sound are, as whole packets.
enum ProgramTables {
    /// Stream types of ISO/IEC 13818-1, table 2-34.
    private static let h264: UInt8 = 0x1B
    private static let aac: UInt8 = 0x0F

    /// The program association table, with continuity counter zero.
    static let association = packet(
        pid: 0, table: 0x00, extension: 1,
        body: number(StreamLayout.programNumber) + pid(StreamLayout.pmtPID))

    /// The program map table, with continuity counter zero.
    static let map = packet(
        pid: StreamLayout.pmtPID, table: 0x02, extension: StreamLayout.programNumber,
        body: pid(StreamLayout.videoPID) + [0xF0, 0]
            + [h264] + pid(StreamLayout.videoPID) + [0xF0, 0]
            + [aac] + pid(StreamLayout.audioPID) + [0xF0, 0])

    private static func packet(
        pid packetPID: Int, table: UInt8, extension identifier: Int, body: [UInt8]
    ) -> [UInt8] {
        let length = body.count + 9
        var section: [UInt8] = [table, 0xB0 | UInt8(length >> 8), UInt8(length & 0xFF)]
        section += number(identifier) + [0xC1, 0, 0] + body
        let checksum = CRC32.mpeg(section)
        section += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
        let header = [TransportPacket.sync, 0x40 | UInt8(packetPID >> 8), UInt8(packetPID & 0xFF)]
        let packet = header + [0x10, 0] + section
        return packet + [UInt8](repeating: 0xFF, count: TransportPacket.size - packet.count)
    }

    private static func number(_ value: Int) -> [UInt8] {
        [UInt8(value >> 8), UInt8(value & 0xFF)]
    }

    private static func pid(_ value: Int) -> [UInt8] {
        [0xE0 | UInt8(value >> 8), UInt8(value & 0xFF)]
    }
}
