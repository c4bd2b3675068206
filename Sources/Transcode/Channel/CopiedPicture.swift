import CLibav
import Wire

/// Sends an item's coded pictures as they are.
final class CopiedPicture: PictureWay {
    private let configuration: H264Configuration
    private let clock: ItemClock
    private let end: Int64
    private let frame: Int64
    private let output: StreamOutput
    private var cut: CopyCut
    private var tail: CopyTail
    private var begin: Int64?
    private(set) var position: Int64
    private var lastShown: Int64
    private var damaged = 0

    /// Damaged packets in a row after which the item is given up.
    private static let patience = 100

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
        cut = CopyCut(end: end)
        tail = CopyTail(end: end, frame: frame)
    }

    func take(_ packet: borrowing Packet) throws(LibavError) {
        guard !cut.isOver, let stamp = packet.pts ?? packet.dts else { return }
        let shown = clock.time(stamp, of: packet)
        guard begin.map({ shown >= $0 }) ?? packet.isKey else { return }
        begin = begin ?? shown
        let bytes = UnsafeRawBufferPointer(packet.bytes)
        guard let bytes = configuration.unit(from: bytes, isKey: packet.isKey) else {
            return try skip()
        }
        damaged = 0
        // Without a decoding time it follows the picture before it directly: the muxer sees to it.
        let decoded = packet.dts.map { clock.time($0, of: packet) } ?? .min
        let unit = AccessUnit(
            bytes: bytes, presentation: shown, decoding: min(decoded, shown), isKey: packet.isKey)
        for unit in cut.pass(unit) { tail.pass(unit).forEach(send) }
        guard cut.isOver else { return }
        tail.release().forEach(send)
        position = end
    }

    func advance(to time: Int64) {}

    func endInput() {
        tail.stretch().forEach(send)
        position = cut.isOver ? end : min(end, lastShown + frame)
        if end - position < frame { position = end }
    }

    private func skip() throws(LibavError) {
        damaged += 1
        guard damaged >= Self.patience else { return }
        throw LibavError(doing: "read coded pictures", code: clibav_error_invalid_data())
    }

    private func send(_ unit: AccessUnit) {
        output.add(picture: unit)
        lastShown = max(lastShown, unit.presentation)
        position = max(position, unit.decoding)
    }
}
