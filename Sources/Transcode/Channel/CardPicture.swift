import Broadcast
import CLibav
import Wire

/// The channel's card: drawn and encoded, for as long as nothing else is on air.
final class CardPicture: PictureWay {
    private let item: StreamItem
    private let card: Card
    private let encoder: PictureEncoder
    private let canvas: Frame
    private let end: Int64
    private var grid: FrameGrid

    init(_ item: StreamItem, desk: ChannelDesk, begin: Int64, end: Int64) throws(LibavError) {
        self.item = item
        self.end = end
        card = desk.card
        encoder = desk.pictures
        canvas = try Frame.picture(
            width: desk.profile.width, height: desk.profile.height, format: AV_PIX_FMT_YUV420P)
        grid = FrameGrid(begin: begin, rate: .usual)
    }

    var position: Int64 { min(grid.next, end) }

    func take(_ packet: borrowing Packet) {}

    func endInput() {}

    func advance(to time: Int64) throws(LibavError) {
        while grid.next < min(time, end) {
            try canvas.makeWritable()
            card.draw(title: item.title, at: StreamTime.airTime(grid.next), on: canvas)
            try encoder.encode(canvas.pointer, at: grid.next)
            grid.advance()
        }
    }
}
