import Store
import Testing

@testable import Service

@Suite struct NamingTests {
    @Test(arguments: [
        ("Films/Rain Man 1988 1080p.mkv", "Rain Man"),
        ("Show/Season 2/Show - 2x03 - The Name.mkv", "Show – The Name"),
        ("Show/Show S02E03.mkv", "Show – S2 E3"),
        ("Show/Show S02E03-E04.mkv", "Show – S2 E3–4"),
        ("News/News 2023-07-14.mkv", "News – 2023-07-14"),
        ("s01e02.mkv", "S1 E2"),
    ])
    func aGuideShowsATitleThatTellsTheProgrammesApart(path: String, title: String) {
        #expect(MediaNaming(path: path).title == title)
    }

    @Test func episodesOrderByTheirNumbersAndSpecialsComeLast() {
        let paths = [
            "Show/Specials/Show s00e01.mkv", "Show/Season 10/Show s10e01.mkv",
            "Show/Season 2/Show s02e10.mkv", "Show/Season 2/s02e9.mkv", "Another film (1999).mkv",
        ]
        let ordered = paths.map { ($0, MediaNaming(path: $0).sortKey) }
            .sorted { $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) }
            .map(\.0)
        #expect(ordered == [paths[4], paths[3], paths[2], paths[1], paths[0]])
    }

    @Test func aFilmIsFromTheFirstDayOfItsYear() {
        #expect(MediaNaming(path: "Film (1970).mkv").released == 0)
        #expect(MediaNaming(path: "Show (1970)/Show s01e01.mkv").released == nil)
    }
}
