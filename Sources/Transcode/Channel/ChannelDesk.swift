import Broadcast
import Wire

/// What all items of a channel share: the output, and the encoders that feed it.
final class ChannelDesk {
    let profile: OutputProfile
    let output: StreamOutput
    let pictures: PictureEncoder
    let sounds: SoundEncoder
    let scaler: Scaler
    private let number: ChannelNumber
    private let name: String
    /// Frames a second of every encoded picture: those of the first file that plays. One rate
    /// suits receivers best, and no two pictures come closer together than it says.
    private var rate: FrameRate?

    /// - Parameters:
    ///   - pictureBegin: The tick of the first picture.
    ///   - soundBegin: The tick of the first frame of sound.
    init(_ job: StreamJob, pictureBegin: Int64, soundBegin: Int64) throws(LibavError) {
        profile = job.profile
        var continuity: [Int: UInt8] = [:]
        for (pid, counter) in job.continuity { if let pid = Int(pid) { continuity[pid] = counter } }
        output = StreamOutput(
            pictureBegin: pictureBegin, soundBegin: soundBegin, continuity: continuity,
            lastClock: job.lastClock.map(StreamTime.ticks))
        pictures = PictureEncoder(profile: profile, output: output, origin: pictureBegin)
        sounds = try SoundEncoder(bitrate: profile.audioBitrate, output: output)
        scaler = try Scaler(
            width: profile.width, height: profile.height, fitting: job.looks.fitting)
        number = job.number
        name = job.name
    }

    func card(_ title: String) throws(LibavError) -> Card {
        try Card(number: number, name: name, title: title, profile: profile)
    }

    /// The first instant at which an item's pictures may begin, a frame after the last one.
    func earliest(_ begin: Int64) -> Int64 {
        guard let last = output.lastShown else { return begin }
        return max(begin, last + (rate ?? .usual).frame)
    }

    /// Makes the encoders fit for an item that begins at `begin`.
    ///
    /// - Parameter rate: Of the item's own pictures, if it has any.
    func startItem(_ plan: ItemPlan, at begin: Int64, rate: FrameRate?) throws(LibavError) {
        self.rate = self.rate ?? rate
        switch plan.picture {
        case .copy: try pictures.close()
        case .encode, .card: pictures.startItem(at: begin, rate: self.rate ?? .usual)
        }
        switch plan.sound {
        case .encode: sounds.startItem()
        case .copy, .silence: try sounds.settle(until: begin)
        }
    }
}
