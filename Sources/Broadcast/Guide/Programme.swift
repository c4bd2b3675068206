/// One entry of the guide: what a channel shows during `[start, finish)`.
public struct Programme: Hashable, Sendable {
    public var start: AirTime
    public var finish: AirTime
    public var title: String
    /// The file it is about; `nil` for the card and for dead air.
    public var media: Media.ID?

    public init(start: AirTime, finish: AirTime, title: String, media: Media.ID? = nil) {
        self.start = start
        self.finish = finish
        self.title = title
        self.media = media
    }
}
