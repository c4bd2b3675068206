import Broadcast
import Logging
import Store
import Testing
import Wire

@testable import Service

/// What files beside media make of them, by way of a whole scan.
@Suite struct DescriptionTests {
    private let folder: MediaFolder
    private let store: Store
    private let library: Library

    init() async throws {
        folder = try MediaFolder()
        store = try await Store(path: ":memory:")
        var settings = Settings().library
        settings.folders = [folder.path]
        library = Library(
            store: store,
            configuration: .init(settings: settings, profile: .hd720, dataFolder: "/tmp"),
            workers: FakeWorkers(), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { AirTime(seconds: 1_000) }, seed: { 7 }, changed: {})
        try await library.prepare()
    }

    @Test func anNFOSaysMoreThanTheNameAndIsForgottenWithItsFile() async throws {
        try folder.write("Films/alien.1979.mkv")
        try folder.write("Films/other.mkv")
        try folder.write(
            "Films/alien.1979.nfo",
            "<movie><title>Alien: Director's Cut</title><genre>Horror</genre>"
                + "<actor><name>Sigourney Weaver</name></actor></movie>")
        await library.scanOnce()

        let item = try #require(try await find("genre:horror actor:\"sigourney weaver\"").first)
        #expect(item.title == "Alien: Director's Cut")
        #expect(item.year == 1_979)
        let details = try #require(try await store.mediaItem(item.id)).known
        #expect(details.origins["title"] == .nfo)
        #expect(details.origins["year"] == .name)

        try folder.write("Films/alien.1979.nfo", "<movie><title>Aliens</title></movie>")
        await library.scanOnce()
        #expect(try await find("aliens").map(\.id) == [item.id])
        #expect(try await find("genre:horror").isEmpty)

        try folder.remove("Films/alien.1979.nfo")
        await library.scanOnce()
        #expect(try await find("alien").map(\.title) == ["alien"])
        #expect(try await store.mediaItem(item.id)?.known.origins["title"] == .name)
    }

    @Test func aShowsNFOHoldsForAllItsEpisodesAndTheirOwnForMore() async throws {
        try folder.write("TV/peaks/Season 1/peaks - 1x01.mkv")
        try folder.write("TV/peaks/Season 1/peaks - 1x02.mkv")
        try folder.write("TV/peaks/Season 1/Trailers/peaks trailer.mkv")
        try folder.write(
            "TV/peaks/tvshow.nfo",
            "<tvshow><title>Twin Peaks</title><genre>Drama</genre><mpaa>TV-14</mpaa></tvshow>")
        try folder.write(
            "TV/peaks/Season 1/peaks - 1x02.nfo",
            "<episodedetails><title>Traces to Nowhere</title><season>1</season>"
                + "<episode>2</episode><aired>1990-04-12</aired></episodedetails>")
        await library.scanOnce()

        let items = try await find("show:\"twin peaks\" genre:drama content_rating:\"tv 14\"")
        #expect(items.map(\.title) == ["Twin Peaks – S1 E1", "Twin Peaks – Traces to Nowhere"])
        #expect(try await find("released:1990-04-12").map(\.episode) == [2])
        let trailer = try await find("kind:extra")
        #expect(trailer.map(\.show) == [nil])
    }

    @Test func tagsSayMoreThanTheNameAndLessThanAnNFO() async throws {
        try folder.write("Songs/tagged.mp4")
        await library.scanOnce()
        let item = try #require(try await find("genre:jazz").first)
        #expect(item.title == "From inside")
        let details = try #require(try await store.mediaItem(item.id)).known
        #expect(details.origins["title"] == .embedded)

        try folder.write("Songs/tagged.nfo", "<movie><title>From beside</title></movie>")
        await library.scanOnce()
        #expect(try await find("genre:jazz").map(\.title) == ["From beside"])

        try folder.remove("Songs/tagged.nfo")
        try folder.write("Songs/tagged.mp4", "another content")
        await library.scanOnce()
        #expect(try await find("genre:jazz").map(\.title) == ["From inside"])
    }

    @Test func aFilmsFolderMaySayItInMovieNFO() async throws {
        try folder.write("Films/Alien (1979)/Alien (1979) - 1080p.mkv")
        try folder.write("Films/Alien (1979)/movie.nfo", "<movie><studio>Fox</studio></movie>")
        await library.scanOnce()
        #expect(try await find("studio:fox").map(\.title) == ["Alien"])
    }

    @Test func subtitleFilesSayTheirLanguage() async throws {
        try folder.write("Films/Alien.mkv")
        try folder.write("Films/Alien.fi.forced.srt")
        try folder.write("Films/Alien 2.mkv")
        await library.scanOnce()
        #expect(try await find("subtitle_language:fi").map(\.title) == ["Alien"])
    }

    @Test func anNFOThatCrashesItsReaderKeepsNoOtherFromBeingRead() async throws {
        for name in ["a", "crash", "z"] {
            try folder.write("F/\(name).mkv")
            try folder.write("F/\(name).nfo", "<movie><tag>read</tag></movie>")
        }
        try folder.makePipe("F/pipe.nfo")
        await library.scanOnce()
        #expect(try await find("tag:read").map(\.title) == ["a", "z"])
        #expect(try await find("").count == 3)
        await library.scanOnce()
        #expect(library.progress.problems.isEmpty)
    }

    private func find(_ query: String) async throws -> [SearchItem] {
        try await store.search(query, at: QueryMoment(now: AirTime(seconds: 1_000))).items
    }
}
