import CLibav
import Wire

/// Decodes an item's pictures, makes them progressive and upright, brings them into the channel's
/// shape and rate, and encodes them.
final class EncodedPicture: PictureWay {
    /// Damaged packets in a row after which the item is given up.
    private static let patience = 100
    /// How long the last picture may stand where the file ends early: two seconds.
    private static let hold: Int64 = 2 * StreamTime.rate

    private let decoder: Decoder
    private let sample: AVRational
    private let filter: PictureFilter
    private let clock: ItemClock
    private let scaler: Scaler
    private let encoder: PictureEncoder
    private let subtitles: SubtitleBurner?
    private let end: Int64
    /// The picture on air, and the one just decoded.
    private let shown = Frame()
    private let decoded = Frame()
    private var hasPicture = false
    private var damaged = 0

    /// - Parameters:
    ///   - sample: Shape of a sample as the container has it.
    ///   - rotation: Clockwise turn that the container asks for, in degrees.
    init(
        decoder: consuming Decoder, sample: AVRational, rotation: Int, clock: ItemClock,
        end: Int64, scaler: Scaler, encoder: PictureEncoder, subtitles: SubtitleBurner? = nil
    ) {
        self.decoder = decoder
        self.sample = sample
        filter = PictureFilter(rotation: rotation, sample: sample)
        self.clock = clock
        self.scaler = scaler
        self.encoder = encoder
        self.subtitles = subtitles
        self.end = end
    }

    var position: Int64 { encoder.hasReached(end) ? end : encoder.next }

    func take(_ packet: borrowing Packet) throws(LibavError) {
        guard !encoder.hasReached(end) else { return }
        do {
            while try !decoder.send(packet) { try receive(stream: packet.stream) }
            try receive(stream: packet.stream)
            damaged = 0
        } catch {
            damaged += 1
            if damaged >= Self.patience { throw error }
        }
    }

    func endInput() throws(LibavError) {
        decoder.finish()
        try receive(stream: clock.pictureStream)
        filter.finish()
        try takeFiltered(stream: clock.pictureStream)
        guard hasPicture, end - encoder.next < Self.hold else { return }
        try show(until: end)
    }

    func advance(to time: Int64) throws(LibavError) {
        if hasPicture { try show(until: time) }
    }

    private func receive(stream: Int) throws(LibavError) {
        while try decoder.receive(into: decoded) {
            try filter.send(decoded)
            try takeFiltered(stream: stream)
        }
    }

    private func takeFiltered(stream: Int) throws(LibavError) {
        while try filter.receive(into: decoded) {
            guard let stamp = decoded.time else { continue }
            let time = clock.time(stamp, stream: stream)
            if hasPicture {
                while encoder.turn < time, !encoder.hasReached(end) { try encodeNext() }
            }
            shown.take(from: decoded)
            hasPicture = true
        }
    }

    private func show(until time: Int64) throws(LibavError) {
        while encoder.next < time, !encoder.hasReached(end) { try encodeNext() }
    }

    private func encodeNext() throws(LibavError) {
        let picture = try scaler.scale(shown, sample: sample)
        guard let subtitles else { return try encoder.encode(picture) }
        let time = encoder.next - clock.origin
        try encoder.encode(try subtitles.burn(picture, at: time, within: scaler.fit))
    }
}
