import Broadcast
import FoundationEssentials
import Store
import Wire

/// Says of each file what its name and the files beside it say together.
struct Describer: Sendable {
    let store: Store
    private static let batch = 500

    func run(_ source: LibrarySource) async throws {
        var last = Media.ID(0)
        while true {
            try Task.checkCancellation()
            let files = try await store.filesToDescribe(
                of: source.id, after: last, limit: Self.batch)
            guard let end = files.last else { return }
            last = end.id
            let places = Set(files.flatMap { Surroundings.folders(around: $0.folder) })
            let around = Surroundings(try await store.sidecars(of: source.id, in: places))
            try await store.describe(files.map { around.describe($0) }, of: source.id)
        }
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

    /// The folder and those above it, up to the source: `a/b`, `a` and `""`.
    static func folders(around folder: String) -> [String] {
        var folders = [folder]
        while let last = folders.last, !last.isEmpty {
            folders.append(last.lastIndex(of: "/").map { String(last[..<$0]) } ?? "")
        }
        return folders
    }

    func describe(_ file: NamedFile) -> MediaDescription {
        let stem = FileTitle.stem(of: file.name)
        let name = MediaName(path: file.path)
        let said = details(of: file, stem: stem, isExtra: name.isExtra)
        let languages = (subtitles[file.folder] ?? [])
            .compactMap { SubtitleName(name: $0, besides: stem)?.language }
        guard !said.isEmpty else {
            return MediaDescription(
                id: file.id, naming: MediaNaming(path: file.path), details: nil,
                subtitleLanguages: languages)
        }
        let merged = MediaDetails.merged(said.map { (.nfo, $0) } + [(.name, MediaDetails(name))])
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
        let show = Self.folders(around: file.folder).lazy
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
