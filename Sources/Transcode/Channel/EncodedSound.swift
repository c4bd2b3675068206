import CLibav
import Wire

/// Decodes an item's sound, mixes it down to the channel's, levels its loudness, and encodes it.
final class EncodedSound: SoundWay {
    private static let patience = 200

    private let decoder: Decoder
    private let clock: ItemClock
    private let end: Int64
    private let encoder: SoundEncoder
    private let resampler = Resampler()
    private var leveller = Leveller()
    private let decoded = Frame()
    private var isFirst = true
    private var damaged = 0

    init(decoder: consuming Decoder, clock: ItemClock, end: Int64, encoder: SoundEncoder) {
        self.decoder = decoder
        self.clock = clock
        self.end = end
        self.encoder = encoder
    }

    var position: Int64 { encoder.hasReached(end) ? end : encoder.end }

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

    func advance(to time: Int64) throws(LibavError) {
        try encoder.silence(until: min(time, end))
    }

    func endInput() throws(LibavError) {
        decoder.finish()
        try receive(stream: clock.soundStream)
    }

    private func receive(stream: Int) throws(LibavError) {
        while try decoder.receive(into: decoded) {
            let delay = resampler.delay * StreamTime.rate / ADTS.rate
            let time = decoded.time.map { clock.time($0, stream: stream) - delay }
            try resampler.resample(decoded) { left, right, count throws(LibavError) in
                leveller.level(left, right, count: count)
                try encoder.place(
                    left, right, count: count, at: time ?? encoder.end, until: end,
                    isFirst: isFirst)
            }
            isFirst = false
        }
    }
}
