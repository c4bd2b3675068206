/// A file that says or shows something about media beside it.
public enum Sidecar: Equatable, Sendable {
    case nfo
    case subtitle
    case artwork(Artwork)

    /// What a picture shows.
    public enum Artwork: String, Sendable, Codable, CaseIterable {
        case poster, fanart, logo, thumb, banner
    }

    /// - Parameter name: the file's name, without its folders.
    /// - Returns: `nil` if the file is something else.
    public init?(name: String) {
        let name = name.lowercased()
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let suffix = parts.last.map(String.init) else { return nil }
        if suffix == "nfo" {
            self = .nfo
        } else if Self.subtitles.contains(suffix) {
            self = .subtitle
        } else if Self.pictures.contains(suffix) {
            self = .artwork(Self.artwork(stem: String(name.dropLast(suffix.count + 1))))
        } else {
            return nil
        }
    }

    /// `poster`, `Film-poster`, `fanart1`; a picture that is called like a film is its thumb.
    private static func artwork(stem: String) -> Artwork {
        let word = stem.split { "-_. ".contains($0) }.last.map(String.init) ?? stem
        let plain = word.trimmed(\.isNumber)
        return words[plain] ?? .thumb
    }

    static let words: [String: Artwork] = [
        "poster": .poster, "folder": .poster, "cover": .poster, "movie": .poster,
        "show": .poster, "fanart": .fanart, "backdrop": .fanart, "background": .fanart,
        "art": .fanart, "logo": .logo, "clearlogo": .logo, "thumb": .thumb,
        "landscape": .thumb, "banner": .banner,
    ]
    private static let subtitles: Set<String> = ["srt", "ass", "ssa", "sub", "vtt", "smi", "sup"]
    private static let pictures: Set<String> = ["jpg", "jpeg", "png", "webp"]
}

/// What the name of a subtitle file says behind the film's: `Film.en.forced.srt`.
public struct SubtitleName: Equatable, Sendable, Codable {
    /// As it is written, in small letters, such as `en` or `fin`.
    public var language: String?
    public var title: String?
    public var isForced = false
    /// For those who do not hear.
    public var isHearingImpaired = false

    /// - Parameters:
    ///   - name: the subtitle file's name.
    ///   - stem: of the media file, without its extension.
    /// - Returns: `nil` if the subtitles are another file's.
    public init?(name: String, besides stem: String) {
        let own = FileTitle.stem(of: name)
        guard own.hasPrefix(stem) else { return nil }
        let rest = own.dropFirst(stem.count)
        guard rest.isEmpty || "._- ".contains(rest.first ?? " ") else { return nil }
        for word in rest.split(whereSeparator: { "._- ".contains($0) }) { take(String(word)) }
    }

    private mutating func take(_ word: String) {
        switch word.lowercased() {
        case "forced", "foreign": isForced = true
        case "sdh", "cc": isHearingImpaired = true
        case "hi" where language != nil: isHearingImpaired = true
        case "default": break
        case let code where Self.isLanguage(code): language = code
        default: title = title.map { "\($0) \(word)" } ?? word
        }
    }

    /// ISO 639-1, or ISO 639-2 where the word is no likely title.
    private static func isLanguage(_ word: String) -> Bool {
        languages.contains(word)
    }

    private static let languages: Set<String> = Set(
        """
        aa ab af am ar as ay az ba be bg bn bo br bs ca cs cy da de dz el en eo es et eu fa fi fj fo \
        fr fy ga gd gl gn gu ha he hi hr hu hy id is it ja ka kk kl km kn ko ku ky la lb lo lt lv mg \
        mi mk ml mn mr ms mt my ne nl no nb nn oc or pa pl ps pt ro ru rw sa sd sh si sk sl sm sn so \
        sq sr st su sv sw ta te tg th ti tk tl tr tt ug uk ur uz vi vo wo xh yi yo zh zu \
        ara bul cat ces chi cze dan deu dut ell eng est eus fas fin fra fre ger glg gre heb hin hrv \
        hun ice ind isl ita jpn kat kor lav lit mac may mkd msa nld nob nor per pol por ron rum rus \
        slk slo slv spa sqi srp swe tam tel tha tur ukr und urd vie zho
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
