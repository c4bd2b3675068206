import Broadcast
import CLibav
import Glibc
import Wire

/// What is kept of a stream: the decoder's word where there is one, else the header's.
enum StreamFacts {
    static func video(
        _ file: borrowing InputFile, _ index: Int, _ sample: FirstFrames
    ) -> MediaFacts.Video {
        let stream = file.stream(index)
        let parameters = stream.pointee.codecpar.pointee
        let rate = av_guess_frame_rate(file.context, stream, nil)
        let shape = av_guess_sample_aspect_ratio(file.context, stream, nil)
        let isSquare = shape.num <= 0 || shape.den <= 0
        return MediaFacts.Video(
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            profile: sample.profile, width: sample.width, height: sample.height,
            rateNumerator: rate.den > 0 ? Int(rate.num) : 0,
            rateDenominator: rate.den > 0 ? Int(rate.den) : 1, pixelFormat: sample.pixelFormat,
            isInterlaced: sample.isInterlaced, sampleNumerator: isSquare ? 1 : Int(shape.num),
            sampleDenominator: isSquare ? 1 : Int(shape.den), rotation: file.rotation(of: index))
    }

    static func audio(
        _ file: borrowing InputFile, _ index: Int, _ sample: FirstFrames
    ) -> MediaFacts.Audio {
        let stream = file.stream(index).pointee
        let parameters = stream.codecpar.pointee
        let decoded = sample.audio.flatMap { $0.stream == index ? $0 : nil }
        return MediaFacts.Audio(
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            profile: decoded.map(\.profile)
                ?? avcodec_profile_name(parameters.codec_id, parameters.profile).map {
                    String(cString: $0)
                },
            channels: decoded?.channels ?? Int(parameters.ch_layout.nb_channels),
            sampleRate: decoded?.rate ?? Int(parameters.sample_rate),
            language: tag("language", of: stream.metadata).flatMap { $0 == "und" ? nil : $0 },
            title: tag("title", of: stream.metadata))
    }

    /// A tag's text, at most 300 characters of it; `nil` when absent or blank.
    static func tag(_ name: String, of tags: OpaquePointer?) -> String? {
        guard let entry = av_dict_get(tags, name, nil, 0), let value = entry.pointee.value
        else { return nil }
        let text = String(cString: value)
        return text.allSatisfy(\.isWhitespace) ? nil : String(text.prefix(300))
    }

    /// What the container says; of a song, which may be an Ogg file, what its stream says, too.
    static func tags(of file: borrowing InputFile, isSound: Bool) -> MediaDetails? {
        var found: [(name: String, value: String)] = []
        if isSound, let sound = file.bestAudio {
            found = tags(file.stream(sound).pointee.metadata)
        }
        return EmbeddedTags(found + tags(file.context.pointee.metadata)).details(isSound: isSound)
    }

    private static let mostTags = 200

    private static func tags(_ dictionary: OpaquePointer?) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var entry = av_dict_get(dictionary, "", nil, AV_DICT_IGNORE_SUFFIX)
        while let tag = entry?.pointee, found.count < mostTags {
            if let key = tag.key, let value = tag.value, strnlen(value, 65_536) < 65_536 {
                found.append((String(cString: key), String(cString: value)))
            }
            entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)
        }
        return found
    }
}
