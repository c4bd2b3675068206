import Broadcast
import Testing

@testable import Wire

@Suite struct NFOTests {
    private func read(_ text: String) throws -> NFO { try NFO(Array(text.utf8)) }

    @Test func aMovieIsReadWithAllThatItSays() throws {
        let nfo = try read(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <!-- made by Kodi -->
            <movie>
              <title>Alien &amp; Co</title><originaltitle>Alien</originaltitle>
              <sorttitle>alien 1</sorttitle><year>1979</year><premiered>1979-05-25</premiered>
              <ratings><rating name="imdb"><value>3</value></rating>
                <rating default="true"><value>8.5</value></rating></ratings>
              <plot><![CDATA[In space <no one> hears.]]></plot><mpaa>R</mpaa>
              <genre>Horror</genre><genre>Science Fiction / Thriller</genre><tag>space</tag>
              <studio>Brandywine</studio><country>UK</country><credits>Dan O'Bannon</credits>
              <director>Ridley Scott</director>
              <actor><name>Sigourney Weaver</name><role>Ripley</role></actor>
              <actor><name>Tom Skerritt</name></actor>
              <uniqueid type="imdb" default="true">tt0078748</uniqueid><tmdbid>348</tmdbid>
              <thumb aspect="poster">http://x/y.jpg</thumb><unknown><a/></unknown>
            </movie>
            """)

        var details = MediaDetails(ids: ["imdb": "tt0078748", "tmdb": "348"])
        details.title = "Alien & Co"
        details.originalTitle = "Alien"
        details.sortTitle = "alien 1"
        details.year = 1_979
        details.released = Day(year: 1_979, month: 5, day: 25)?.number
        details.rating = 85
        details.plot = "In space <no one> hears."
        details.contentRating = "R"
        details.genres = ["Horror", "Science Fiction", "Thriller"]
        details.tags = ["space"]
        details.studios = ["Brandywine"]
        details.countries = ["UK"]
        details.writers = ["Dan O'Bannon"]
        details.directors = ["Ridley Scott"]
        details.actors = ["Sigourney Weaver", "Tom Skerritt"]
        #expect(nfo == (try NFO.make(.movie, [details])))
    }

    @Test func severalEpisodesOfOneFileAreOneAfterTheOther() throws {
        let nfo = try read(
            """
            <episodedetails><title>One</title><showtitle>Peaks</showtitle><season>1</season>
            <episode>1</episode><aired>1990-04-08</aired></episodedetails>
            <episodedetails><title>Two</title><season>1</season><episode>2</episode>
            </episodedetails>
            """)
        #expect(nfo.kind == .episode)
        #expect(nfo.entries.map(\.episode) == [1, 2])
        #expect(nfo.whole.title == "One / Two")
        #expect(nfo.whole.show == "Peaks")
        #expect(nfo.whole.episode == 1)
        #expect(nfo.whole.year == 1_990)
    }

    @Test func aShowsTitleIsTheShow() throws {
        let nfo = try read("<tvshow><title>Peaks</title><genre>Drama</genre></tvshow>")
        #expect(nfo.whole.title == nil)
        #expect(nfo.whole.show == "Peaks")
    }

    @Test(arguments: [
        ("https://www.imdb.com/title/tt0078748/", ["imdb": "tt0078748"]),
        ("http://www.themoviedb.org/movie/348-alien", ["tmdb": "348"]),
        ("https://www.themoviedb.org/tv/1920", ["tmdb": "1920"]),
        ("https://thetvdb.com/?tab=series&id=70533", ["tvdb": "70533"]),
        ("junk\nhttps://thetvdb.com/series/70533 more", ["tvdb": "70533"]),
    ])
    func aFileMayBeOnlyAnAddress(text: String, ids: [String: String]) throws {
        let nfo = try read(text)
        #expect(nfo.kind == .link)
        #expect(nfo.whole.ids == ids)
    }

    @Test func anAddressBehindTheXMLAddsItsId() throws {
        let nfo = try read("<movie><title>A</title></movie>\nhttps://www.imdb.com/title/tt1234567")
        #expect(nfo.kind == .movie)
        #expect(nfo.whole.ids == ["imdb": "tt1234567"])
    }

    @Test(
        arguments: [
            ("<rating>8,1</rating>", 81), ("<rating>8.16</rating>", 81),
            ("<rating>10</rating>", 100),
            ("<communityrating>7</communityrating>", 70), ("<rating>11</rating>", nil),
            ("<rating>10.5</rating>", nil), ("<rating>-1</rating>", nil),
            ("<rating>good</rating>", nil),
            ("<rating></rating>", nil), ("<rating>99999999999999999999</rating>", nil),
        ] as [(String, Int?)])
    func aRatingIsOfTen(text: String, rating: Int?) throws {
        #expect(try read("<movie>\(text)</movie>").whole.rating == rating)
    }

    @Test(arguments: [
        "<movie><title>Alien</title><plot>cut o", "<movie><title>Alien</title>\u{0}\u{1F}</movie>",
        "\u{FEFF}<movie><title>Al\u{2}ien</title></movie>", "<movie><title>Alien</movie>",
        "<movie></b><title>Alien</title></movie>",
        "junk & more <movie><title >Alien</title ></movie>", "<MOVIE><Title>Alien</Title></MOVIE>",
        "<x:movie xmlns:x='y'><x:title>Alien</x:title></x:movie>",
    ])
    func whatCanBeReadOfABrokenFileIsKept(text: String) throws {
        #expect(try read(text).whole.title == "Alien")
    }

    @Test func otherEncodingsAreRead() throws {
        let text = "<movie><title>Äiti</title></movie>"
        var little: [UInt8] = [0xFF, 0xFE]
        var big: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            little += [UInt8(unit & 255), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 255)]
        }
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        #expect(try NFO(little).whole.title == "Äiti")
        #expect(try NFO(big).whole.title == "Äiti")
        #expect(try NFO(latin).whole.title == "\u{FFFD}iti")
    }

    @Test(arguments: [
        ("&lt;&#65;&#x42;&gt;", "<AB>"), ("Tom & Jerry", "Tom & Jerry"), ("&nbsp;x", "&nbsp;x"),
        ("&#0;x", "x"), ("&#xD800;x", "&#xD800;x"), ("&&amp;", "&&"), ("a < b", "a < b"),
    ])
    func entitiesOfXMLAloneAreResolved(text: String, title: String) throws {
        #expect(try read("<movie><title>\(text)</title></movie>").whole.title == title)
    }

    @Test(arguments: [
        (
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><movie>&b;</movie>",
            NFO.Refusal.documentType
        ),
        (
            "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><movie><title>&f;</title></movie>",
            .documentType
        ),
        (String(repeating: "<a>", count: 1_000_000 / 3), .tooDeep),
        (String(repeating: "<a/>", count: 30_000), .tooLarge),
        (String(repeating: " ", count: 1_048_577), .tooLarge),
        ("", .nothing), ("just a text", .nothing), ("<html><title>x</title></html>", .nothing),
    ])
    func whatOnlyAnAttackerWritesIsRefused(text: String, refusal: NFO.Refusal) {
        #expect(throws: refusal) { try read(text) }
    }

    @Test(arguments: ["<", "<a ", "<!--", "&", "<![CDATA[", "</", "<a></a ", "<?", "&#"])
    func repetitionCostsNoMoreThanItsLength(piece: String) {
        let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let spent = clock.measure { _ = try? read(text) }
        #expect(spent < .seconds(20))
    }

    @Test(arguments: 0..<200)
    func bytesAtRandomNeverHurt(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let pieces = [
            "<movie>", "</movie>", "<title>", "<![CDATA[", "]]>", "<!--", "&amp;", "&#x41;",
            "<a b='c'",
            "/>", "é", "\0", "<episodedetails>", "http://imdb.com/tt12", "<rating>9,9</rating>",
        ]
        let text = (0..<dice.roll(below: 60)).map { _ in pieces[dice.roll(below: pieces.count)] }
        _ = try? read(text.joined())
    }
}

extension NFO {
    /// As a worker's line says it.
    fileprivate static func make(_ kind: Kind, _ entries: [MediaDetails]) throws -> NFO {
        struct Copy: Encodable {
            let kind: Kind
            let entries: [MediaDetails]
        }
        return try JSONLine.decode(
            NFO.self, from: JSONLine.encode(Copy(kind: kind, entries: entries)))
    }
}
