import CLibav
import Wire

/// Turns a file's time stamps into instants on air, in ticks of 90 kHz.
struct ItemClock {
    /// When the file's first instant would be on air.
    var origin: Int64
    /// The file's first instant, in ticks of its own time.
    let zero: Int64
    let pictureStream: Int
    let soundStream: Int
    private let pictureBase: AVRational
    private let soundBase: AVRational

    private static let ticks = AVRational(num: 1, den: CInt(StreamTime.rate))

    /// Counts from the first picture, or the first sound where there is none.
    init(file: borrowing InputFile, picture: Int?, sound: Int?, origin: Int64) {
        self.origin = origin
        pictureStream = picture ?? -1
        soundStream = sound ?? -1
        pictureBase = picture.map { file.stream($0).pointee.time_base } ?? Self.ticks
        soundBase = sound.map { file.stream($0).pointee.time_base } ?? Self.ticks
        let first = (picture ?? sound).map { file.stream($0).pointee }
        let start = first.flatMap { Timestamp.known($0.start_time) }
        zero =
            if let first, let start {
                av_rescale_q(start, first.time_base, Self.ticks)
            } else {
                Timestamp.value(file.startTime, in: Self.ticks)
            }
    }

    /// - Parameter stream: The picture's or the sound's.
    func time(_ stamp: Int64, stream: Int) -> Int64 {
        av_rescale_q(stamp, base(stream), Self.ticks) - zero + origin
    }

    func time(_ stamp: Int64, of packet: borrowing Packet) -> Int64 {
        time(stamp, stream: packet.stream)
    }

    /// The stream's time stamp of an instant on air.
    func stamp(_ time: Int64, stream: Int) -> Int64 {
        av_rescale_q(time - origin + zero, Self.ticks, base(stream))
    }

    private func base(_ stream: Int) -> AVRational {
        stream == pictureStream ? pictureBase : soundBase
    }
}
