import Broadcast
import CLibav
import Glibc
import Wire

extension InputFile {
    /// The subtitles that `wish` finds best, in the file at `path` or beside it.
    func subtitles(at path: String, _ wish: SubtitleWish) -> SubtitleOrigin? {
        guard wish.mode != .none else { return nil }
        let inside = streams(of: AVMEDIA_TYPE_SUBTITLE).compactMap { index in
            subtitleTrack(index).map { (SubtitleOrigin.stream(index), $0) }
        }
        let all = inside + SubtitleFile.all(besides: path)
        return SubtitleChoice.best(all.map(\.1), wish).map { all[$0].0 }
    }

    private func subtitleTrack(_ index: Int) -> SubtitleChoice.Track? {
        let stream = stream(index).pointee
        let codec = stream.codecpar.pointee.codec_id
        guard codec != AV_CODEC_ID_DVB_TELETEXT, avcodec_find_decoder(codec) != nil else {
            return nil
        }
        let images = [
            AV_CODEC_ID_HDMV_PGS_SUBTITLE, AV_CODEC_ID_DVB_SUBTITLE, AV_CODEC_ID_DVD_SUBTITLE,
            AV_CODEC_ID_XSUB,
        ]
        let title = StreamFacts.tag("title", of: stream.metadata)?.lowercased() ?? ""
        return SubtitleChoice.Track(
            language: StreamFacts.tag("language", of: stream.metadata),
            isDefault: stream.disposition & AV_DISPOSITION_DEFAULT != 0,
            isForced: stream.disposition & AV_DISPOSITION_FORCED != 0 || title.contains("forced"),
            isDescriptive: stream.disposition & AV_DISPOSITION_HEARING_IMPAIRED != 0
                || title.contains("sdh"),
            isText: !images.contains(codec))
    }
}

/// Text subtitles in a file of their own, such as `Film.en.forced.srt`.
enum SubtitleFile {
    /// Larger ones are no text for one film.
    private static let limit = 8 << 20
    private static let suffixes = ["srt", "ass", "ssa", "vtt", "smi"]

    static func all(besides path: String) -> [(SubtitleOrigin, SubtitleChoice.Track)] {
        guard let slash = path.lastIndex(of: "/") else { return [] }
        let folder = path[...slash]
        let stem = FileTitle.stem(of: String(path[path.index(after: slash)...]))
        return names(in: String(folder)).compactMap { name in
            guard suffixes.contains(where: { name.lowercased().hasSuffix(".\($0)") }),
                let says = SubtitleName(name: name, besides: stem)
            else { return nil }
            let track = SubtitleChoice.Track(
                language: says.language, isForced: says.isForced,
                isDescriptive: says.isHearingImpaired, isBeside: true)
            return (.beside(folder + name), track)
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing), names.count < 10_000 {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.sorted()
    }

    /// Whether it is UTF-8 or UTF-16 with its mark; old files are in Windows-1252.
    static func isUnicode(_ path: String) -> Bool {
        guard let file = fopen(path, "r") else { return true }
        defer { fclose(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = fread(buffer.baseAddress, 1, limit, file)
        }
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        return isMarked || String(validating: bytes, as: UTF8.self) != nil
    }
}
