import CLibav
import Wire

/// Sends an item's coded pictures as they are, while they are whole, of one kind, and follow each
/// other.
final class CopiedPicture: PictureWay {
    private let configuration: H264Configuration
    private let clock: ItemClock
    private let end: Int64
    private let frame: Int64
    private let output: StreamOutput
    private var group: CopyGroup
    private var tail: CopyTail
    private var begin: Int64?
    private(set) var position: Int64
    private var lastShown: Int64

    init(
        configuration: H264Configuration, clock: ItemClock, frame: Int64, begin: Int64,
        end: Int64, output: StreamOutput
    ) {
        self.configuration = configuration
        self.clock = clock
        self.frame = frame
        self.end = end
        self.output = output
        position = begin
        lastShown = begin
        group = CopyGroup(end: end, frame: frame)
        tail = CopyTail(end: end, frame: frame)
    }

    /// - Throws: When pictures can't be copied any further; what was sent ends well.
    func take(_ packet: borrowing Packet) throws(LibavError) {
        guard !group.isOver, let stamp = packet.pts ?? packet.dts else { return }
        let shown = clock.time(stamp, of: packet)
        guard begin.map({ shown >= $0 }) ?? packet.isKey else { return }
        begin = begin ?? shown
        let bytes = UnsafeRawBufferPointer(packet.bytes)
        guard !packet.isCorrupt,
            let bytes = configuration.unit(from: bytes, isKey: packet.isKey),
            !packet.isKey || configuration.describes(bytes)
        else { return try fail() }
        // Without a decoding time it follows the picture before it directly: the muxer sees to it.
        let decoded = packet.dts.map { clock.time($0, of: packet) } ?? .min
        let unit = AccessUnit(
            bytes: bytes, presentation: shown, decoding: min(decoded, shown), isKey: packet.isKey)
        try pass(group.pass(unit))
        guard group.isOver else { return }
        tail.release().forEach(send)
        position = end
    }

    func advance(to time: Int64) {}

    func endInput() throws(LibavError) {
        try pass(group.finish())
        tail.stretch().forEach(send)
        position = group.isOver ? end : min(end, lastShown + frame)
        if end - position < frame { position = end }
    }

    private func pass(_ units: [AccessUnit]?) throws(LibavError) {
        guard let units else { return try fail() }
        for unit in units { tail.pass(unit).forEach(send) }
    }

    private func fail() throws(LibavError) {
        tail.release().forEach(send)
        throw LibavError(doing: "copy pictures", code: clibav_error_invalid_data())
    }

    private func send(_ unit: AccessUnit) {
        output.add(picture: unit)
        lastShown = max(lastShown, unit.presentation)
        position = max(position, unit.decoding)
    }
}
