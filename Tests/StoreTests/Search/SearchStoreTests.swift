import Broadcast
import Testing

@testable import Store

@Suite struct SearchStoreTests {
    private let library: LibraryFixture
    private let moment = QueryMoment(now: AirTime(seconds: 1_795_867_200))  // 2026-11-28 12:00

    init() async throws {
        library = try await LibraryFixture()
        try await library.find(
            [
                film("Alien", 1979), film("Amélie", 2001), film("Spider-Man 2", 2004),
                film("Undated", nil), trailer("Alien trailer"),
            ])
        try await library.find(
            (1...3).map { episode("Twin Peaks", 1, $0) } + [episode("Ääni", 2, 1)], in: "Shows")
        try await library.probeAll(seconds: 1_500)
    }

    @Test(arguments: [
        ("", 8), ("alien", 1), ("ALIEN", 1), ("amelie", 1), ("Amélie", 1), ("spider-man", 1),
        ("\"spider man 2\"", 1), ("\"man spider\"", 0), ("peaks", 3), ("title:peaks", 3),
        ("show:peaks", 3), ("al*", 1), ("a*n", 1), ("am?lie", 1), ("ame*", 1), ("amé*e", 1),
        ("ää*", 1), ("show:*", 4), ("genre:*", 0), ("nothing", 0), ("year:*", 3),
        ("year:>=2001", 2), ("year:[1979 TO 2001]", 2), ("NOT year:>=2001", 6),
        ("season:1 episode:>1", 2), ("minutes:25", 8), ("minutes:[20 TO 24]", 0),
        ("height:>=720", 8), ("video_codec:h264", 8), ("video_codec:h*4", 8),
        ("video_codec:hevc", 0), ("library:media", 8), ("library:m*a", 8), ("library:none", 0),
        ("kind:movie", 4), ("kind:episode", 4), ("kind:extra", 1), ("kind:song", 0),
        ("kind:movie OR kind:extra", 5), ("state:ok", 8), ("state:missing", 0),
        ("released:1979", 1), ("released:[1979 TO 2001]", 2), ("added_inthelast:\"1 day\"", 0),
        ("added_notinthelast:\"1 day\"", 8), ("alien OR amelie", 2), ("alien amelie", 0),
        ("-alien", 7), ("(alien OR peaks) -episode:1", 3), ("\"'; DROP TABLE media; --\"", 0),
        ("100%", 0), ("\"alien¦\"", 1), ("\"alien\" OR \"amelie\"", 2),
    ])
    func aQueryFindsWhatItSays(query: String, count: Int) async throws {
        let page = try await library.store.search(query, at: moment)
        #expect(page.total == count, "\(page.items.map(\.title))")
        #expect(page.items.count == count)
    }

    @Test func pagesFollowEachOtherInTheLibrarysOrder() async throws {
        let all = try await library.store.search("", at: moment).items
        var paged: [SearchItem] = []
        for offset in stride(from: 0, to: 10, by: 3) {
            paged += try await library.store.search("", at: moment, limit: 3, offset: offset).items
        }
        #expect(paged == all)
        #expect(all.map(\.path).contains("/media/Shows/Twin Peaks 1x2.mkv"))
    }

    @Test func whatIsRenamedMissingOrGoneIsFoundAsItIsNow() async throws {
        let id = try await library.id("Alien.mkv")
        try await library.store.name([(id, MediaNaming(title: "Solaris", sortKey: "s"))])
        #expect(try await library.store.search("alien", at: moment).total == 0)
        #expect(try await library.store.search("solaris", at: moment).items.map(\.id) == [id])

        var changes = FolderChanges()
        changes.missing = [id]
        try await library.apply(changes)
        #expect(try await library.store.search("state:missing", at: moment).total == 1)

        _ = try await library.store.useSources([])
        #expect(try await library.store.search("", at: moment).total == 0)
    }

    /// For any condition, files that it finds and files that its opposite finds are all files.
    @Test(arguments: [
        "alien", "year:>1990", "season:1", "title:al*", "released_onthisday:true", "minutes:<20",
        "alien OR year:<1980", "height:*", "(alien OR peaks) episode:<3",
        "released_inthelast:\"30 years\"",
    ])
    func theOppositeFindsTheRest(query: String) async throws {
        let found = try await ids(query)
        let rest = try await ids("NOT (\(query))")
        #expect(found.isDisjoint(with: rest))
        #expect(found.union(rest) == (try await ids("")))
    }

    @Test func manyWordsOfOnePatternAreRefused() async throws {
        try await library.find((0..<300).map { film("Word\($0)x", 2_000) }, in: "many")
        await #expect(throws: QueryError(.tooManyWords("w*x", most: 200), at: 1)) {
            try await library.store.search("w*x", at: moment)
        }
        #expect(try await library.store.search("word*", at: moment).total == 300)
    }

    private func ids(_ query: String) async throws -> Set<Media.ID> {
        Set(try await library.store.search(query, at: moment).items.map(\.id))
    }

    private func file(_ name: String, _ naming: MediaNaming) -> FoundFile {
        FoundFile(
            name: "\(name).mkv", signature: FileSignature(size: 100, modified: 7, inode: 0),
            naming: naming)
    }

    private func film(_ title: String, _ year: Int?) -> FoundFile {
        let day = year.flatMap { Day(year: $0, month: 1, day: 1)?.number }
        return file(title, MediaNaming(title: title, sortKey: title, year: year, released: day))
    }

    private func trailer(_ title: String) -> FoundFile {
        file(title, MediaNaming(title: title, sortKey: title, isExtra: true))
    }

    private func episode(_ show: String, _ season: Int, _ episode: Int) -> FoundFile {
        let name = "\(show) \(season)x\(episode)"
        return file(
            name,
            MediaNaming(title: name, sortKey: name, show: show, season: season, episode: episode))
    }
}
