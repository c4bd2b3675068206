import Broadcast
import CLibav
import Glibc
import Wire

/// What a channel shows while nothing plays: colour bars, its number and name, what is on, and a
/// running clock in the machine's local time.
final class Card {
    private let frame: Frame
    private let layout: CardLayout
    private var second: Int64?

    init(number: ChannelNumber, name: String, title: String, profile: OutputProfile)
        throws(LibavError)
    {
        frame = try Frame.picture(
            width: profile.width, height: profile.height, format: AV_PIX_FMT_YUV420P)
        layout = CardLayout(width: profile.width, height: profile.height)
        let canvas = frame.canvas
        canvas.fill(.night)
        canvas.bars(x: 0, y: 0, width: profile.width, height: layout.bars)
        canvas.centredText("\(number)  \(name)", y: layout.name, scale: layout.large, .white)
        canvas.centredText(title, y: layout.title, scale: layout.small, .grey)
    }

    /// The card without its clock; only before the first picture of an instant.
    var still: UnsafeMutablePointer<AVFrame> { frame.pointer }

    /// The card at an instant; good until the next call.
    func picture(at time: AirTime) throws(LibavError) -> UnsafeMutablePointer<AVFrame> {
        if time.seconds != second {
            second = time.seconds
            try frame.makeWritable()
            frame.canvas.centredText(
                Self.clock(time), y: layout.clock, scale: layout.large, .white,
                background: .night)
        }
        return frame.pointer
    }

    private static func clock(_ time: AirTime) -> String {
        var seconds = time_t(time.seconds)
        var local = tm()
        localtime_r(&seconds, &local)
        return [local.tm_hour, local.tm_min, local.tm_sec]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

/// Where the card's parts lie, in pixels; all even.
struct CardLayout: Equatable {
    let bars: Int
    let name: Int
    let title: Int
    let clock: Int
    /// Scales of the font.
    let large: Int
    let small: Int

    init(width: Int, height: Int) {
        bars = height * 11 / 20 & ~1
        large = max(1, min(width, height * 16 / 9) / 213)
        small = max(1, large * 2 / 3)
        let line = BitmapFont.height * large
        name = bars + line / 2 & ~1
        title = name + line * 5 / 4 & ~1
        clock = height - line * 3 / 2 & ~1
    }
}
