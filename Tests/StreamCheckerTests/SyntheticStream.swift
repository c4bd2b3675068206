import StreamChecker

/// A small, clean stream to plant faults in: 25 pictures a second in groups of 25, AAC at 48 kHz.
///
/// Written apart from every parser and muxer of ours, so that a shared mistake cannot hide.
struct SyntheticStream {
    struct Unit {
        var isPicture: Bool
        var presentation: Int64
        var decoding: Int64
        var isRandomAccess: Bool
        var body: [UInt8]
        /// How far the clock is behind its decoding time where it begins.
        var advance: Int64 = 27_000
        var carriesClock: Bool
        var carriesTables: Bool
        var declaredLength: Int?
    }

    var units: [Unit] = []

    init(seconds: Int64 = 2, start: Int64 = 900_000, reorders: Bool = false) {
        for index in 0..<(seconds * 25) {
            let time = start + index * 3_600
            let isKey = index % 25 == 0
            // P B P B …: a B picture is shown before the P that was sent ahead of it.
            let shift: Int64 = !reorders ? 0 : isKey ? 3_600 : index % 2 == 1 ? 7_200 : 0
            units.append(
                Unit(
                    isPicture: true, presentation: time + shift, decoding: time,
                    isRandomAccess: isKey, body: Self.picture(isKey: isKey), carriesClock: true,
                    carriesTables: isKey || index % 2 == 0))
        }
        for index in 0..<(seconds * 90_000 / 3_840) {
            let time = start + index * 3_840
            units.append(
                Unit(
                    isPicture: false, presentation: time, decoding: time, isRandomAccess: true,
                    body: Self.soundFrame + Self.soundFrame, carriesClock: false,
                    carriesTables: false))
        }
        units.sort { ($0.decoding, $0.isPicture ? 0 : 1) < ($1.decoding, $1.isPicture ? 0 : 1) }
    }

    /// Indices of the pictures, or of the sound.
    func places(pictures: Bool) -> [Int] {
        units.indices.filter { units[$0].isPicture == pictures }
    }

    static func picture(isKey: Bool, size: Int = 700) -> [UInt8] {
        let delimiter: [UInt8] = [0, 0, 0, 1, 0x09, 0xF0]
        let sets: [UInt8] = [0, 0, 0, 1, 0x67, 0x4D, 0, 0, 1, 0x68, 0xEE]
        let slice: [UInt8] = [0, 0, 1, isKey ? 0x65 : 0x41]
        return delimiter + (isKey ? sets : []) + slice + [UInt8](repeating: 0x9A, count: size)
    }

    /// One ADTS frame of 1,024 samples at 48 kHz, stereo, 20 bytes long.
    static let soundFrame: [UInt8] =
        [0xFF, 0xF1, 0x4C, 0x80, 0x02, 0x9F, 0xFC] + [UInt8](repeating: 0x21, count: 13)

    /// The stream's packets, each of 188 bytes.
    func packets() -> [[UInt8]] {
        var writer = PacketWriter()
        for unit in units {
            if unit.carriesTables { writer.writeTables() }
            writer.write(unit)
        }
        return writer.packets
    }

    var bytes: [UInt8] { packets().flatMap(\.self) }
}

/// Cuts units into packets.
struct PacketWriter {
    private(set) var packets: [[UInt8]] = []
    private var counters: [Int: UInt8] = [:]

    static let videoPID = 0x100
    static let audioPID = 0x101
    static let mapPID = 0x1000

    mutating func writeTables() {
        let association: [UInt8] = [0x00, 0xB0, 0x0D, 0, 1, 0xC1, 0, 0, 0, 1, 0xF0, 0x00]
        let map: [UInt8] = [
            0x02, 0xB0, 0x17, 0, 1, 0xC1, 0, 0, 0xE1, 0x00, 0xF0, 0x00,
            0x1B, 0xE1, 0x00, 0xF0, 0x00, 0x0F, 0xE1, 0x01, 0xF0, 0x00,
        ]
        writeSection(association, pid: 0)
        writeSection(map, pid: Self.mapPID)
    }

    private mutating func writeSection(_ section: [UInt8], pid: Int) {
        var sum = UInt32.max
        for byte in section {
            for bit in (0..<8).reversed() {
                let isOdd = (sum >> 31 != 0) != (byte >> bit & 1 != 0)
                sum = sum << 1 ^ (isOdd ? 0x04C1_1DB7 : 0)
            }
        }
        let checksum = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
        let payload = [0] + section + checksum
        let filled = payload + [UInt8](repeating: 0xFF, count: 184 - payload.count)
        packets.append(header(pid, starts: true, control: 0x10) + filled)
    }

    mutating func write(_ unit: SyntheticStream.Unit) {
        let pid = unit.isPicture ? Self.videoPID : Self.audioPID
        var rest = packetised(unit)[...]
        var starts = true
        while !rest.isEmpty {
            var field: [UInt8] = []
            if starts, unit.carriesClock || unit.isRandomAccess {
                field = [(unit.isRandomAccess ? 0x40 : 0) | (unit.carriesClock ? 0x10 : 0)]
                if unit.carriesClock { field += Self.clock(unit.decoding - unit.advance) }
            }
            packets.append(packet(pid, starts: starts, field: field, payload: &rest))
            starts = false
        }
    }

    private mutating func packet(
        _ pid: Int, starts: Bool, field: [UInt8], payload: inout ArraySlice<UInt8>
    ) -> [UInt8] {
        let room = field.isEmpty ? 184 : 183 - field.count
        let taken = payload.prefix(room)
        payload = payload.dropFirst(taken.count)
        guard taken.count < 184 else { return header(pid, starts: starts, control: 0x10) + taken }
        var adaptation: [UInt8] = [UInt8(183 - taken.count)]
        if adaptation[0] > 0 {
            let flags: [UInt8] = field.isEmpty ? [0] : field
            let stuffing = 183 - taken.count - flags.count
            adaptation += flags + [UInt8](repeating: 0xFF, count: stuffing)
        }
        return header(pid, starts: starts, control: 0x30) + adaptation + taken
    }

    private mutating func header(_ pid: Int, starts: Bool, control: UInt8) -> [UInt8] {
        let counter = (counters[pid, default: 15] + 1) & 0xF
        counters[pid] = counter
        return [
            0x47, (starts ? 0x40 : 0) | UInt8(pid >> 8), UInt8(pid & 0xFF), control | counter,
        ]
    }

    private func packetised(_ unit: SyntheticStream.Unit) -> [UInt8] {
        let stamps =
            Self.stamp(unit.presentation, mark: 0x30) + Self.stamp(unit.decoding, mark: 0x10)
        let body = [0x80, 0xC0, 0x0A] + stamps + unit.body
        let length = unit.declaredLength ?? body.count
        let kind: UInt8 = unit.isPicture ? 0xE0 : 0xC0
        return [0, 0, 1, kind, UInt8(length >> 8), UInt8(length & 0xFF)] + body
    }

    private static func stamp(_ ticks: Int64, mark: UInt8) -> [UInt8] {
        let t = UInt64(bitPattern: ticks) & 0x1_FFFF_FFFF
        return [
            mark | UInt8(t >> 30) << 1 | 1, UInt8(t >> 22 & 0xFF), UInt8(t >> 15 & 0x7F) << 1 | 1,
            UInt8(t >> 7 & 0xFF), UInt8(t & 0x7F) << 1 | 1,
        ]
    }

    private static func clock(_ ticks: Int64) -> [UInt8] {
        let t = UInt64(bitPattern: ticks) & 0x1_FFFF_FFFF
        return [
            UInt8(t >> 25 & 0xFF), UInt8(t >> 17 & 0xFF), UInt8(t >> 9 & 0xFF),
            UInt8(t >> 1 & 0xFF), UInt8(t & 1) << 7 | 0x7E, 0,
        ]
    }
}
