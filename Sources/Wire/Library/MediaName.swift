/// What the path of a media file says about it: a film, or an episode of a show.
///
/// Pure, and never sure: whatever a name does not say is `nil`.
public struct MediaName: Equatable, Sendable {
    public enum Kind: String, Sendable { case film, episode }

    public var kind = Kind.film
    /// Of the film, or of the episode alone; `nil` if the episode has none.
    public var title: String?
    public var year: Int?
    public var show: String?
    /// 0 are specials; `nil` for shows that count their episodes through.
    public var season: Int?
    public var episode: Int?
    /// The last of several episodes in one file.
    public var lastEpisode: Int?
    public var date: CalendarDay?
    /// The number of a film's part, from 1.
    public var part: Int?
    /// A trailer, a sample, an interview: not a programme of its own.
    public var isExtra = false
    /// Equal for files of one folder that are the same film in different versions; `nil` if the
    /// file cannot be one of several.
    public var version: String?

    /// - Parameter path: relative to the source, with `/` between folders.
    public init(path: String) {
        var folders = path.split(separator: "/")
        let stem = FileTitle.stem(of: folders.popLast().map(String.init) ?? path)
        isExtra = Extras.isExtra(stem: stem, folders: folders)
        let season = folders.last.flatMap { SeasonFolder.season(of: $0) }
        let place = EpisodePlace(
            season: season, show: (season == nil ? folders.last : folders.dropLast().last))
        if let found = place.find(in: stem) {
            self.takeEpisode(found, place)
        } else {
            takeFilm(stem, folder: folders.last)
        }
    }

    private mutating func takeEpisode(_ found: EpisodePlace.Found, _ place: EpisodePlace) {
        kind = .episode
        season = found.mark.season ?? place.season
        episode = found.mark.episode
        lastEpisode = found.mark.last
        date = found.mark.date
        title = TitleText.behind(found.after)
        let before = found.before.isEmpty ? nil : TitleText(found.before)
        let folder = place.show.map { TitleText(String($0)) }
        let named = place.season == nil ? before ?? folder : folder ?? before
        show = named?.title
        year = before?.year ?? folder?.year
    }

    private mutating func takeFilm(_ stem: String, folder: Substring?) {
        let stack = StackPart.split(stem)
        part = stack?.part
        let rest = stack?.rest ?? ""
        let text = TitleText(rest.isEmpty ? stem : rest)
        title = text.title.isEmpty ? stem : text.title
        year = text.year
        guard let folder, !isExtra else { return }
        let home = TitleText(String(folder))
        guard TitleText.plain(home.title) == TitleText.plain(text.title) else { return }
        year = year ?? home.year
        version = "\(TitleText.plain(home.title)) \(part ?? 0)"
    }
}
