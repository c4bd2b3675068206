import Broadcast
import FoundationEssentials
import Store
import Wire

/// Says of each file what its name, the files beside it and its owner say together.
struct Describer: Sendable {
    let store: Store
    private static let batch = 200

    func run(_ source: LibrarySource) async throws {
        var last: Media.ID? = Media.ID(0)
        while let id = last {
            try Task.checkCancellation()
            last = try await store.describe(
                of: source.id, after: id, limit: Self.batch, with: Self.describe)
        }
    }

    static let describe: Describing = { files, sidecars in
        let around = Surroundings(sidecars)
        return files.map { around.describe($0) }
    }
}

/// The files beside media, by folder, and what they say about one.
struct Surroundings {
    private var nfos: [String: [String: NFO]] = [:]
    private var subtitles: [String: [String]] = [:]

    init(_ sidecars: [SidecarFile]) {
        for file in sidecars {
            switch file.kind {
            case .nfo:
                let content = Data((file.content ?? "").utf8)
                nfos[file.folder, default: [:]][file.name.lowercased()] =
                    try? JSONDecoder().decode(NFO.self, from: content)
            case .subtitle: subtitles[file.folder, default: []].append(file.name)
            case .artwork: break
            }
        }
    }

    func describe(_ file: NamedFile) -> MediaDescription {
        let stem = FileTitle.stem(of: file.name)
        let name = MediaName(path: file.path)
        let said =
            [file.edits].compactMap { $0 }.map { (DetailOrigin.owner, $0) }
            + details(of: file, stem: stem, isExtra: name.isExtra).map { (.nfo, $0) }
            + [file.tags].compactMap { $0 }.map { (.embedded, $0) }
        let languages = (subtitles[file.folder] ?? [])
            .compactMap { SubtitleName(name: $0, besides: stem)?.language }
        guard !said.isEmpty else {
            return MediaDescription(
                id: file.id, naming: MediaNaming(path: file.path), details: nil,
                subtitleLanguages: languages)
        }
        let merged = MediaDetails.merged(said + [(.name, MediaDetails(name))])
        return MediaDescription(
            id: file.id, naming: MediaNaming(name, merged.details, path: file.path),
            details: merged, subtitleLanguages: languages)
    }

    /// Of the file's own NFO or its film's, then of its show's, which says less about it.
    private func details(of file: NamedFile, stem: String, isExtra: Bool) -> [MediaDetails] {
        let here = nfos[file.folder] ?? [:]
        let own = here["\(stem.lowercased()).nfo"]
        if isExtra { return own.map { [$0.whole] } ?? [] }
        let film = file.folder.isEmpty ? nil : here["movie.nfo"]
        let show = SidecarFile.folders(around: file.folder).lazy
            .compactMap { nfos[$0]?["tvshow.nfo"] }.first { $0.kind == .show }
        return [own ?? film, show].compactMap { nfo in
            guard let nfo else { return nil }
            var details = nfo.whole
            // The show's own day and ids are not the episode's.
            if nfo.kind == .show {
                details.released = nil
                details.ids = nil
                details.sortTitle = nil
                details.originalTitle = nil
            }
            return details
        }
    }
}

extension MediaDetails {
    fileprivate init(_ name: MediaName) {
        self.init()
        title = name.title
        year = name.year
        show = name.show
        season = name.season
        episode = name.episode
        released = name.date?.number
    }
}
