import Broadcast
import Testing

@testable import Wire

@Suite struct EmbeddedTagsTests {
    private func details(isSound: Bool = false, _ tags: KeyValuePairs<String, String>)
        -> MediaDetails?
    {
        EmbeddedTags(tags.map { ($0.key, $0.value) }).details(isSound: isSound)
    }

    @Test func aSongHasAnArtistAndAnAlbum() throws {
        let song = try #require(
            details(
                isSound: true,
                [
                    "TITLE": "So What", "ARTIST": "Miles Davis; John Coltrane",
                    "ALBUM": "Kind of Blue", "DATE": "1959-08-17", "GENRE": "Jazz",
                ]))
        #expect(song.title == "So What")
        #expect(song.artists == ["Miles Davis", "John Coltrane"])
        #expect(song.album == "Kind of Blue")
        #expect(song.year == 1_959)
        #expect(song.released == Day(year: 1_959, month: 8, day: 17)?.number)
        #expect(song.genres == ["Jazz"])
    }

    @Test func anEpisodeNamesItsShowAndItsPlace() throws {
        let episode = try #require(
            details([
                "title": "Pilot", "show": "Twin Peaks", "season_number": "1", "episode_sort": "1",
                "network": "ABC", "synopsis": "Who killed her?", "artist": "Twin Peaks",
            ]))
        #expect(episode.show == "Twin Peaks")
        #expect(episode.season == 1)
        #expect(episode.episode == 1)
        #expect(episode.networks == ["ABC"])
        #expect(episode.plot == "Who killed her?")
        #expect(episode.artists == nil)
        #expect(details(["show": "Twin Peaks"]) == nil)
    }

    @Test(arguments: [
        "Alien.1979.1080p.BluRay.x264-GRP", "Alien 1979 1080p BluRay", "www.films.example", "Title",
        "Track 3", "Untitled", "video 2", "Show - S01E02 - Name", "---", " ", "get it at x.com",
    ]) func whatIsNoTitleIsNoneOfOurs(title: String) {
        #expect(details(["title": title]) == nil)
    }

    @Test(arguments: [
        "Alien", "Dr. No", "2001: A Space Odyssey", "M", "1917", "New York, New York",
        "Movie Movie Night", "S.W.A.T.", "WALL·E", "Title IX: The Film",
    ]) func aTitleIsKept(title: String) {
        #expect(details(["title": title])?.title == title)
    }

    @Test func hostileTagsAreCutAndCleaned() throws {
        let hostile = try #require(
            details([
                "title": "A\u{1B}[2J\u{0}B" + String(repeating: "x", count: 90_000),
                "genre": String(repeating: "g;", count: 5_000), "date": "99999999",
                "description": String(repeating: "d", count: 90_000),
            ]))
        #expect(hostile.title?.count == 300)
        #expect(hostile.title?.unicodeScalars.contains { $0.value < 32 } == false)
        #expect(hostile.genres?.count == 30)
        #expect(hostile.year == nil)
        #expect(hostile.plot?.count == 8_000)
    }
}
