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
        cut = CopyCut(end: end)
    }

    func take(_ packet: borrowing Packet) throws(LibavError) {
        guard !cut.isOver, let stamp = packet.pts ?? packet.dts else { return }
        let shown = clock.time(stamp, of: packet)
        guard begin.map({ shown >= $0 }) ?? packet.isKey else { return }
        begin = begin ?? shown
        let bytes = UnsafeRawBufferPointer(packet.bytes)
        guard let bytes = configuration.unit(from: bytes, isKey: packet.isKey) else {
            throw LibavError(doing: "read a coded picture", code: clibav_error_invalid_data())
        }
        let decoded = packet.dts.map { clock.time($0, of: packet) } ?? shown
        let unit = AccessUnit(
            bytes: bytes, presentation: shown, decoding: min(decoded, shown), isKey: packet.isKey)
        for unit in cut.pass(unit) {
            output.add(picture: unit)
            lastShown = max(lastShown, unit.presentation)
        }
        position = cut.isOver ? end : max(position, unit.decoding)
    }

    func advance(to time: Int64) {}

    func endInput() {
        position = cut.isOver ? end : min(end, lastShown + frame)
        if end - position < frame { position = end }
    }
}
