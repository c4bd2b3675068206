import CLibav

/// Which of a file's streams play. The probe and the channel's pipeline choose by the same rules.
extension InputFile {
    /// The picture: the default one, then the largest; cover art and thumbnails never.
    var bestVideo: Int? {
        streams(of: AVMEDIA_TYPE_VIDEO).max {
            (isDefault($0), area($0), -$0) < (isDefault($1), area($1), -$1)
        }
    }

    /// The sound, by ``SoundChoice``.
    var bestAudio: Int? {
        let all = streams(of: AVMEDIA_TYPE_AUDIO)
        return SoundChoice.best(all.map { track($0) }).map { all[$0] }
    }

    /// All of a kind that play, in the file's order.
    func streams(of type: AVMediaType) -> [Int] {
        let hidden = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS
        return (0..<streamCount).filter {
            let stream = stream($0).pointee
            return stream.codecpar.pointee.codec_type == type && stream.disposition & hidden == 0
        }
    }

    private func track(_ index: Int) -> SoundChoice.Track {
        let stream = stream(index).pointee
        let special =
            AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED
            | AV_DISPOSITION_HEARING_IMPAIRED | AV_DISPOSITION_KARAOKE
        return SoundChoice.Track(
            title: StreamFacts.tag("title", of: stream.metadata) ?? "",
            isDefault: isDefault(index) == 1, isSpecial: stream.disposition & special != 0,
            channels: Int(stream.codecpar.pointee.ch_layout.nb_channels))
    }

    private func isDefault(_ index: Int) -> Int {
        stream(index).pointee.disposition & AV_DISPOSITION_DEFAULT != 0 ? 1 : 0
    }

    private func area(_ index: Int) -> Int {
        let parameters = stream(index).pointee.codecpar.pointee
        return Int(parameters.width) * Int(parameters.height)
    }
}
