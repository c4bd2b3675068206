import CLibav
import Wire

/// What ``ItemPlan`` needs to know, read from a file's header.
extension InputFile {
    func pictureShape(of index: Int) -> PictureShape {
        let stream = stream(index)
        let parameters = stream.pointee.codecpar.pointee
        let sample = av_guess_sample_aspect_ratio(context, stream, nil)
        let rate = av_guess_frame_rate(context, stream, nil)
        return PictureShape(
            sequence: parameters.codec_id == AV_CODEC_ID_H264 ? sequenceSet(of: index) : nil,
            sampleWidth: Int(sample.num), sampleHeight: Int(sample.den),
            rotation: rotation(of: index),
            rate: rate.den > 0 ? Double(rate.num) / Double(rate.den) : 0,
            bitrate: Int(parameters.bit_rate), hasExactTimes: hasExactTimes)
    }

    func frameRate(of index: Int, maximum: Int) -> FrameRate {
        let guess = av_guess_frame_rate(context, stream(index), nil)
        return FrameRate(source: Int(guess.num), Int(guess.den), maximum: maximum)
    }

    func soundShape(of index: Int) -> SoundShape {
        let parameters = stream(index).pointee.codecpar.pointee
        guard parameters.codec_id == AV_CODEC_ID_AAC else { return SoundShape() }
        let configuration = extradata(of: index)
        guard configuration.isEmpty else { return SoundShape(configuration: configuration) }
        return SoundShape(
            isLowComplexityAAC: parameters.profile == FF_PROFILE_AAC_LOW,
            rate: Int(parameters.sample_rate), channels: Int(parameters.ch_layout.nb_channels))
    }

    /// How the stream's pictures are coded, if that is H.264 and undamaged.
    func configuration(of index: Int) -> H264Configuration? {
        H264Configuration(extradata: extradata(of: index))
    }

    private func sequenceSet(of index: Int) -> SequenceSet? {
        configuration(of: index).flatMap { SequenceSet(nal: $0.sequenceSet) }
    }

    private func extradata(of index: Int) -> [UInt8] {
        let parameters = stream(index).pointee.codecpar.pointee
        return Array(
            UnsafeBufferPointer(
                start: parameters.extradata, count: Int(parameters.extradata_size)))
    }

    /// Containers that say of every picture when it is decoded and shown; others make libav guess.
    private var hasExactTimes: Bool {
        isIndexedContainer || ["mpegts", "flv", "nut"].contains(containerName)
    }
}

extension SoundShape {
    /// - Parameter configuration: An AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
    init(configuration: [UInt8]) {
        guard configuration.count >= 2 else { return }
        let bits = Int(configuration[0]) << 8 | Int(configuration[1])
        let rates = [
            96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
            8_000, 7_350,
        ]
        let rate = bits >> 7 & 0xF
        // The bit after them halves the frame's length in some broadcasts.
        isLowComplexityAAC = bits >> 11 == 2 && bits & 4 == 0
        self.rate = rates.indices.contains(rate) ? rates[rate] : 0
        channels = bits >> 3 & 0xF
    }
}
