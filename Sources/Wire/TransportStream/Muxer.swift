/// Makes one transport stream out of coded pictures and AAC frames.
///
/// Everything a receiver may rely on is kept here: pictures and sound in order of their decoding
/// times, which strictly rise on each PID; a program clock that runs 0.4 s before them with a
/// sample at least every 35 ms; both tables directly before each random-access point and at least
/// every 95 ms; each unit's packets side by side.
public struct Muxer: Sendable {
    /// How far the program clock runs before the decoding times.
    static let headStart: Int64 = 36_000
    private static let clockInterval: Int64 = 2_970
    private static let tableInterval: Int64 = 5_400
    /// Frames of sound in a PES packet.
    public static let soundGroup = 4

    private var writer: PacketWriter
    private var pictures: [AccessUnit] = []
    private var sounds: [SoundGroup] = []
    private var nextSound: Int64
    private var lastPicture: Int64
    /// Decoding time of the unit written last; never goes back.
    private var position: Int64?
    private var lastClock: Int64 = 0
    /// The clock a receiver knew when the tables came last.
    private var lastTables: Int64 = 0

    /// - Parameters:
    ///   - pictureBegin: No picture is decoded earlier; one that says so is moved here.
    ///   - soundBegin: Where the first frame of sound begins.
    ///   - continuity: The counter last sent on each PID, where this stream continues another.
    ///   - lastClock: The program clock sent last, where this stream continues another.
    public init(
        pictureBegin: Int64, soundBegin: Int64, continuity: [Int: UInt8] = [:],
        lastClock: Int64? = nil
    ) {
        writer = PacketWriter(continuity: continuity)
        lastPicture = pictureBegin - 1
        nextSound = soundBegin
        guard let lastClock else { return }
        position = lastClock + Self.headStart
        self.lastClock = lastClock + Self.headStart
        lastTables = lastClock + Self.headStart - Self.tableInterval
    }

    /// The counter last written on each PID.
    public var continuity: [Int: UInt8] { writer.continuity }

    /// Bytes waiting for the other stream to catch up.
    public var backlog: Int {
        pictures.reduce(0) { $0 + $1.bytes.count } + sounds.reduce(0) { $0 + $1.bytes.count }
    }

    /// Adds the next picture in decoding order.
    public mutating func add(_ picture: AccessUnit) {
        var unit = picture
        unit.decoding = max(unit.decoding, lastPicture + 1)
        unit.presentation = max(unit.presentation, unit.decoding)
        lastPicture = unit.decoding
        pictures.append(unit)
        interleave()
    }

    /// Adds the next frame of sound, AAC without an ADTS header.
    public mutating func add(sound frame: UnsafeRawBufferPointer, at time: Int64) {
        let begin = max(time, nextSound)
        let isOpen = sounds.last.map { $0.frames < Self.soundGroup && $0.end == begin } ?? false
        if !isOpen { sounds.append(SoundGroup(begin: begin)) }
        sounds[sounds.count - 1].add(frame)
        nextSound = begin + ADTS.ticks
        interleave()
    }

    /// Writes what still waits for more, where the stream ends.
    public mutating func finish() {
        while let picture = pictures.first, let sound = sounds.first {
            if picture.decoding <= sound.begin { writePicture() } else { writeSound() }
        }
        while !pictures.isEmpty { writePicture() }
        while !sounds.isEmpty { writeSound() }
    }

    /// Bytes of packets made since the last ``drain(_:)``.
    public var pending: Int { writer.bytes.count }

    /// Hands out the packets made since the last call, then forgets them.
    public mutating func drain<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        defer { writer.removeAll() }
        return try writer.bytes.withUnsafeBytes(body)
    }

    /// Writes units while it is certain that nothing earlier can still come.
    private mutating func interleave() {
        while true {
            let sound = sounds.first
            let isWhole = sound.map { $0.frames == Self.soundGroup || sounds.count > 1 } ?? false
            if let picture = pictures.first, picture.decoding <= sound?.begin ?? nextSound {
                writePicture()
            } else if let sound, isWhole, sound.begin <= pictures.first?.decoding ?? lastPicture {
                writeSound()
            } else {
                return
            }
        }
    }

    private mutating func writePicture() {
        let unit = pictures.removeFirst()
        advance(to: unit.decoding, isRandomAccess: unit.isKey)
        var first = Adaptation(clock: nil, isRandomAccess: unit.isKey)
        if unit.decoding > lastClock {
            lastClock = unit.decoding
            first.clock = Self.clock(at: unit.decoding)
        }
        let delimiter = H264.startsWithDelimiter(unit.bytes) ? [] : H264.delimiter
        var head = PESHeader.bytes(
            stream: PESHeader.video, presentation: unit.presentation, decoding: unit.decoding,
            length: delimiter.count + unit.bytes.count)
        head += delimiter
        unit.bytes.withUnsafeBytes {
            writer.write(pid: StreamLayout.videoPID, head: head, body: $0, adaptation: first)
        }
    }

    private mutating func writeSound() {
        let group = sounds.removeFirst()
        advance(to: group.begin, isRandomAccess: false)
        let head = PESHeader.bytes(
            stream: PESHeader.audio, presentation: group.begin, decoding: group.begin,
            length: group.bytes.count)
        group.bytes.withUnsafeBytes {
            writer.write(
                pid: StreamLayout.audioPID, head: head, body: $0, adaptation: Adaptation())
        }
    }

    /// Writes the clock and the tables that are due before a unit is decoded at `time`.
    private mutating func advance(to time: Int64, isRandomAccess: Bool) {
        let now = max(time, position ?? time)
        if position == nil || now - lastClock > StreamTime.rate { restartClock(at: now) }
        position = now
        while now - lastClock > Self.clockInterval {
            lastClock += Self.clockInterval
            writer.write(clock: Self.clock(at: lastClock), pid: StreamLayout.videoPID)
            if lastClock - lastTables >= Self.tableInterval { writeTables() }
        }
        if isRandomAccess || now - lastTables >= Self.tableInterval { writeTables() }
    }

    /// Begins the clock just before `time`: at the start, or after a gap too long to bridge.
    private mutating func restartClock(at time: Int64) {
        lastClock = time - Self.clockInterval
        lastTables = time - Self.tableInterval
    }

    private mutating func writeTables() {
        lastTables = lastClock
        writer.write(table: ProgramTables.association, pid: 0)
        writer.write(table: ProgramTables.map, pid: StreamLayout.pmtPID)
    }

    private static func clock(at time: Int64) -> Int64 {
        ((time - headStart) & (StreamTime.wrap - 1)) * 300
    }
}

/// AAC frames that share a PES packet, each behind its ADTS header.
private struct SoundGroup {
    let begin: Int64
    var frames = 0
    var bytes: [UInt8] = []

    init(begin: Int64) { self.begin = begin }

    var end: Int64 { begin + Int64(frames) * ADTS.ticks }

    mutating func add(_ frame: UnsafeRawBufferPointer) {
        bytes += ADTS.header(length: frame.count)
        bytes.append(contentsOf: frame)
        frames += 1
    }
}
