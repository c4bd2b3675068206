import CLibav
import Wire

/// Sends an item's AAC frames as they are, each at the place of the stream's frames nearest to its
/// own: none overlaps another, and there is no hole.
final class CopiedSound: SoundWay {
    private let clock: ItemClock
    private let end: Int64
    private let output: StreamOutput
    private var isAligned = false

    init(clock: ItemClock, end: Int64, output: StreamOutput) {
        self.clock = clock
        self.end = end
        self.output = output
    }

    var position: Int64 { hasEnded ? end : output.soundEnd }

    private var hasEnded: Bool { output.soundEnd + ADTS.ticks / 2 > end }

    /// - Throws: When frames can't be copied any further.
    func take(_ packet: borrowing Packet) throws(LibavError) {
        guard !hasEnded, let stamp = packet.pts ?? packet.dts else { return }
        let frame = UnsafeRawBufferPointer(packet.bytes)
        guard !packet.isCorrupt, ADTS.fits(frame) else {
            throw LibavError(doing: "copy sound", code: clibav_error_invalid_data())
        }
        let time = clock.time(stamp, of: packet)
        // Half a frame decides where the item's frames lie; later ones only follow a real change.
        let slack = isAligned ? ADTS.ticks : ADTS.ticks / 2
        guard time >= output.soundEnd - slack else { return }
        if time > output.soundEnd + slack {
            output.silence(until: min(time, end))
            guard !hasEnded else { return }
        }
        isAligned = true
        output.add(sound: ADTS.payload(of: frame))
    }

    func advance(to time: Int64) { output.silence(until: min(time, end)) }

    func endInput() {}
}

/// Silence up to the item's end.
final class SilentSound: SoundWay {
    private let end: Int64
    private let output: StreamOutput

    init(end: Int64, output: StreamOutput) {
        self.end = end
        self.output = output
    }

    var position: Int64 { output.soundEnd + ADTS.ticks / 2 > end ? end : output.soundEnd }

    func take(_ packet: borrowing Packet) {}

    func advance(to time: Int64) { output.silence(until: min(time, end)) }

    func endInput() {}
}
