import Testing
import Wire

/// Properties of any stream, over made-up programmes of many rates and shapes.
@Suite struct MuxerGuaranteeTests {
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &*= 6_364_136_223_846_793_005
            state &+= 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    /// Twenty seconds of pictures `frame` ticks apart (with B-frames in half of the runs) and
    /// sound, added in irregular portions.
    private func stream(seed: UInt64, frame: Int64) throws -> [SeenPacket] {
        var chance = Chance(state: seed)
        let begin = StreamTime.wrap - 900_000
        let reorder = seed % 2 == 0 ? 2 * frame : 0
        var muxer = Muxer(pictureBegin: begin, soundBegin: begin)
        var sound = begin
        for index in 0..<(1_800_000 / frame) {
            let decoding = begin + index * frame
            let shift = reorder == 0 ? 0 : [reorder, 2 * reorder, 0][Int(index % 3)]
            muxer.add(
                AccessUnit(
                    bytes: [UInt8](repeating: 9, count: Int.random(in: 1...9000, using: &chance)),
                    presentation: decoding + shift, decoding: decoding, isKey: index % 50 == 0))
            while sound < decoding + Int64.random(in: -20_000...20_000, using: &chance) {
                muxer.add(sound: [UInt8](repeating: 8, count: 300), at: sound)
                sound += ADTS.ticks
            }
        }
        muxer.finish()
        return try SeenPacket.all(muxer.take())
    }

    @Test(
        arguments: [1, 2, 3, 4] as [UInt64],
        [1500, 1501, 3003, 3600, 3753, 18_000] as [Int64])
    func hold(seed: UInt64, frame: Int64) throws {
        let packets = try stream(seed: seed, frame: frame)
        #expect(continuityFaults(packets) == 0)
        #expect(tableFaults(packets) == 0)
        #expect(clockFaults(packets) == 0)
        #expect(unitFaults(packets) == 0)
    }

    private func continuityFaults(_ packets: [SeenPacket]) -> Int {
        var last: [Int: UInt8] = [:]
        return packets.reduce(0) { faults, packet in
            let expected = (last[packet.pid] ?? 15) &+ (packet.hasPayload ? 1 : 0)
            last[packet.pid] = packet.continuity
            return faults + (packet.continuity == expected & 15 ? 0 : 1)
        }
    }

    /// Tables more than 100 ms apart, or missing before a random-access point.
    private func tableFaults(_ packets: [SeenPacket]) -> Int {
        var faults = 0
        var clock = packets.lazy.compactMap(\.clock).first.map { $0 / 300 } ?? 0
        var tables: Int64?
        for (index, packet) in packets.enumerated() {
            clock = packet.clock.map { $0 / 300 } ?? clock
            if packet.isRandomAccess, packets[index - 1].pid != StreamLayout.pmtPID { faults += 1 }
            guard packet.pid == 0 else { continue }
            if packets[index + 1].pid != StreamLayout.pmtPID { faults += 1 }
            if let tables, (clock - tables) & (StreamTime.wrap - 1) > 9000 { faults += 1 }
            tables = clock
        }
        return faults
    }

    /// Clocks more than 40 ms apart or not rising.
    private func clockFaults(_ packets: [SeenPacket]) -> Int {
        let clocks = packets.compactMap(\.clock)
        return zip(clocks, clocks.dropFirst()).reduce(0) { faults, pair in
            let step = (pair.1 / 300 - pair.0 / 300) & (StreamTime.wrap - 1)
            return faults + ((1...3600).contains(step) ? 0 : 1)
        }
    }

    /// Units that come too late or too early, out of order, or torn apart.
    private func unitFaults(_ packets: [SeenPacket]) -> Int {
        var faults = 0
        var clock: Int64 = 0
        var open = 0
        var last: [Int: Int64] = [:]
        for packet in packets {
            clock = packet.clock.map { $0 / 300 } ?? clock
            if packet.startsUnit { open = packet.pid }
            if packet.hasPayload, packet.pid != open { faults += 1 }
            guard let decoding = packet.decoding, let shown = packet.presentation else { continue }
            let ahead = (decoding - clock) & (StreamTime.wrap - 1)
            if !(9000...90_000).contains(ahead) { faults += 1 }
            if (shown - decoding) & (StreamTime.wrap - 1) > StreamTime.wrap / 2 { faults += 1 }
            if let before = last[packet.pid],
                !(1...180_000).contains((decoding - before) & (StreamTime.wrap - 1))
            {
                faults += 1
            }
            last[packet.pid] = decoding
        }
        return faults
    }
}
