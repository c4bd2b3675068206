/// Which subtitles a channel draws into its pictures.
public struct SubtitleWish: Hashable, Sendable, Codable {
    public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case none
        /// The best there are.
        case burn
        /// Only what translates parts that the sound leaves in another language.
        case forced
    }

    public var mode: Mode
    /// Preferred first, as ISO 639 codes in small letters; empty takes the file's own choice.
    public var languages: [String]

    public init(mode: Mode = .none, languages: [String] = []) {
        self.mode = mode
        self.languages = languages
    }

    /// Reads codes between commas, such as `en, ger`: at most eight, of two or three letters.
    ///
    /// - Returns: `nil` if one is none.
    public static func languages(_ text: String) -> [String]? {
        let codes = text.split { ", ".contains($0) }.map { $0.lowercased() }
        let isFine = codes.allSatisfy { code in
            (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (97...122).contains($0) }
        }
        return isFine && codes.count <= 8 ? codes : nil
    }
}
