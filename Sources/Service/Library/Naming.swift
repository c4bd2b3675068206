import Broadcast
import Store
import Wire

extension FoundFile {
    init(_ file: FolderListing.File, in folder: String) {
        self.init(
            name: file.name, signature: file.signature,
            naming: MediaNaming(path: folder.isEmpty ? file.name : "\(folder)/\(file.name)"))
    }
}

extension MediaNaming {
    /// Raised when equal paths get other names, so that what is known is named anew.
    static let edition = 1

    /// - Parameter path: relative to the source.
    init(path: String) {
        self.init(MediaName(path: path), sortTitle: nil, path: path)
    }

    /// What a name says, where nobody else says more.
    init(_ name: MediaName, _ details: MediaDetails, path: String) {
        var name = name
        name.title = details.title
        name.year = details.year
        name.show = details.show
        name.season = details.season
        name.episode = details.episode
        if details.show != nil, details.episode != nil { name.kind = .episode }
        self.init(name, sortTitle: details.sortTitle, path: path)
        released = details.released ?? released
    }

    private init(_ name: MediaName, sortTitle: String?, path: String) {
        let order = [name.show ?? sortTitle ?? name.title ?? "", name.placeInShow, path]
        self.init(
            title: name.programmeTitle,
            sortKey: order.joined(separator: "/").naturalOrderKey, year: name.year,
            show: name.show, season: name.season, episode: name.episode,
            released: name.date?.number ?? name.premiere, isExtra: name.isExtra,
            version: name.version)
    }
}

extension MediaName {
    /// What a guide shows: the film's title, or the show's with what tells its episodes apart.
    fileprivate var programmeTitle: String {
        guard kind == .episode else { return title ?? "" }
        return [show, title ?? count].compactMap { $0 }.joined(separator: " – ")
    }

    private var count: String? {
        if let date { return date.description }
        guard let episode else { return nil }
        let episodes = lastEpisode.map { "\(episode)–\($0)" } ?? "\(episode)"
        return season.map { "S\($0) E\(episodes)" } ?? "E\(episodes)"
    }

    /// Specials come after the seasons.
    fileprivate var placeInShow: String {
        guard kind == .episode else { return "" }
        let season = season == 0 ? 9_999 : season ?? 0
        return "\(season) \(date?.description ?? "") \(episode ?? 0)"
    }

    /// The first day of a film's year, in days since 1970.
    fileprivate var premiere: Int? {
        guard kind == .film, let year else { return nil }
        return CalendarDay(year: year, month: 1, day: 1)?.number
    }
}
