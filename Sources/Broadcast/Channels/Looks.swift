/// How a channel's encoded pictures look, beside their size and rate.
public struct Looks: Hashable, Sendable, Codable {
    /// What becomes of a picture of another shape than the channel's.
    public enum Fitting: String, Hashable, Sendable, Codable, CaseIterable {
        /// Black bars beside it.
        case pad
        /// It fills the frame, and what does not fit is cut off.
        case crop
        /// It is distorted.
        case stretch
    }

    public var fitting: Fitting
    public var subtitles: SubtitleWish

    public init(fitting: Fitting = .pad, subtitles: SubtitleWish = SubtitleWish()) {
        self.fitting = fitting
        self.subtitles = subtitles
    }
}
