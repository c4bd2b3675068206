import CLibav

extension InputFile {
    /// Reads the streams' parameters, from packets only where the header leaves something open.
    ///
    /// The headers of MP4 and Matroska nearly always say it all; looking at packets costs a
    /// hundred milliseconds more.
    ///
    /// - Returns: Whether it looked at packets; a second look makes libav crash.
    @discardableResult
    func readStreamsIfNeeded() throws(LibavError) -> Bool {
        guard !headerSuffices else { return false }
        try readStreams()
        return true
    }

    /// Whether sizes, rates and decoder parameters of all streams that play are known.
    var headerSuffices: Bool {
        guard isIndexedContainer, length.map({ $0 > 0 }) == true else { return false }
        let video = streams(of: AVMEDIA_TYPE_VIDEO)
        let audio = streams(of: AVMEDIA_TYPE_AUDIO)
        return !(video + audio).isEmpty && video.allSatisfy { isCompleteVideo($0) }
            && audio.allSatisfy { isCompleteAudio($0) }
    }

    /// MP4 and its relatives, or Matroska.
    var isIndexedContainer: Bool { isMP4 || isMatroska }
    var isMP4: Bool { containerName.hasPrefix("mov,") }
    var isMatroska: Bool { containerName.hasPrefix("matroska") }

    /// libavformat's name.
    var containerName: String { String(cString: context.pointee.iformat.pointee.name) }

    private func isCompleteVideo(_ index: Int) -> Bool {
        let stream = stream(index).pointee
        let parameters = stream.codecpar.pointee
        return parameters.codec_id != AV_CODEC_ID_NONE && parameters.width > 0
            && parameters.height > 0 && stream.avg_frame_rate.num > 0
            && (parameters.codec_id != AV_CODEC_ID_H264 || parameters.extradata_size > 0)
    }

    private func isCompleteAudio(_ index: Int) -> Bool {
        let parameters = stream(index).pointee.codecpar.pointee
        return parameters.codec_id != AV_CODEC_ID_NONE && parameters.sample_rate > 0
            && parameters.ch_layout.nb_channels > 0
            && (parameters.codec_id != AV_CODEC_ID_AAC || parameters.extradata_size > 0)
    }
}
