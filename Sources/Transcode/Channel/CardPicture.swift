import Wire

/// The channel's card, for as long as nothing else is on air.
final class CardPicture: PictureWay {
    private let card: Card
    private let encoder: PictureEncoder
    private let end: Int64

    init(_ card: Card, encoder: PictureEncoder, end: Int64) {
        self.card = card
        self.encoder = encoder
        self.end = end
    }

    var position: Int64 { encoder.hasReached(end) ? end : encoder.next }

    func take(_ packet: borrowing Packet) {}

    func endInput() {}

    func advance(to time: Int64) throws(LibavError) {
        while encoder.next < time, !encoder.hasReached(end) {
            try encoder.encode(try card.picture(at: StreamTime.airTime(encoder.next)))
        }
    }
}
