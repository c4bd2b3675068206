import Broadcast
import Wire

/// What all items of a channel share: the output, and the encoders that feed it.
final class ChannelDesk {
    let profile: OutputProfile
    let output: StreamOutput
    let pictures: PictureEncoder
    let sounds: SoundEncoder
    let scaler: Scaler
    let card: Card

    /// - Parameters:
    ///   - pictureBegin: The tick of the first picture.
    ///   - soundBegin: The tick of the first frame of sound.
    init(_ job: StreamJob, pictureBegin: Int64, soundBegin: Int64) throws(LibavError) {
        profile = job.profile
        var continuity: [Int: UInt8] = [:]
        for (pid, counter) in job.continuity { if let pid = Int(pid) { continuity[pid] = counter } }
        output = StreamOutput(
            pictureBegin: pictureBegin, soundBegin: soundBegin, continuity: continuity)
        pictures = PictureEncoder(profile: profile, output: output, origin: pictureBegin)
        sounds = try SoundEncoder(bitrate: profile.audioBitrate, output: output)
        scaler = try Scaler(width: profile.width, height: profile.height)
        card = Card(job)
    }

    /// Makes the encoders fit for an item that begins at `begin`.
    func startItem(_ plan: ItemPlan, at begin: Int64) throws(LibavError) {
        switch plan.picture {
        case .copy: try pictures.close()
        case .encode, .card: pictures.startItem()
        }
        switch plan.sound {
        case .encode: sounds.startItem()
        case .copy, .silence: try sounds.settle(until: begin)
        }
    }
}
