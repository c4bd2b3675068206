import Broadcast
import Testing
import Wire

@Suite struct XMLTVTests {
    private let news = Channel(id: .init(1), number: ChannelNumber(5, 1), name: "News & <More>")

    @Test(arguments: [
        ("123", "C123.246.ersatztv.org"), ("12.3", "C12.3.198.ersatztv.org"),
        ("1.23", "C1.23.150.ersatztv.org"), ("124", "C124.247.ersatztv.org"),
        ("12.4", "C12.4.199.ersatztv.org"), ("1.24", "C1.24.151.ersatztv.org"),
    ])
    func X1_numbersOfTheSameDigitsHaveDistinctIds(number: String, id: String) throws {
        #expect(XMLTV.channelID(of: try #require(ChannelNumber(number))) == id)
    }

    @Test func aGuideIsWrittenExactly() {
        let programmes = [
            Programme(
                start: AirTime(seconds: 1_603_000_000),
                finish: AirTime(microseconds: 1_603_003_600_499_999), title: "A \"B\"\n& 'C'"),
            Programme(
                start: AirTime(microseconds: 1_603_003_600_500_000),
                finish: AirTime(seconds: 1_609_459_200), title: "\u{1}Näin\u{FFFF}"),
        ]
        let bytes =
            XMLTV.head(of: [news]) + XMLTV.programmes(programmes, on: news) + XMLTV.tail

        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE tv SYSTEM "xmltv.dtd">
                <tv generator-info-name="EXStreamTV">
                <channel id="C5.1.150.ersatztv.org">
                <display-name>5.1 News &amp; &lt;More&gt;</display-name>
                <display-name>5.1</display-name>
                <display-name>News &amp; &lt;More&gt;</display-name>
                </channel>
                <programme start="20201018054640 +0000" stop="20201018064640 +0000" \
                channel="C5.1.150.ersatztv.org">
                <title>A &quot;B&quot; &amp; &#39;C&#39;</title>
                </programme>
                <programme start="20201018064641 +0000" stop="20210101000000 +0000" \
                channel="C5.1.150.ersatztv.org">
                <title>Näin</title>
                </programme>
                </tv>

                """)
    }

    @Test func aPlaylistIsWrittenExactly() {
        let bytes = ChannelsM3U.document([news], base: "http://10.0.0.5:8411")

        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                #EXTM3U url-tvg="http://10.0.0.5:8411/xmltv.xml" \
                x-tvg-url="http://10.0.0.5:8411/xmltv.xml"
                #EXTINF:-1 tvg-id="C5.1.150.ersatztv.org" tvg-chno="5.1" \
                tvg-name="News & <More>" group-title="EXStreamTV",News & <More>
                http://10.0.0.5:8411/auto/v5.1

                """)
    }

    @Test func G3_everythingKnownIsSaidAndEscaped() {
        var details = MediaDetails()
        details.show = "Cats & Dogs"
        details.season = 2
        details.episode = 5
        details.plot = "A <b>tail</b>\nof two"
        details.released = Day(year: 2020, month: 10, day: 1)?.number
        details.genres = ["Drama", "Sci-Fi & Fantasy"]
        details.actors = ["A. Actor"]
        details.directors = ["D. Rector"]
        details.contentRating = "PG-13"
        details.rating = 75
        let text = ProgrammeText(
            title: "Pilot's", details, picture: "http://a/iptv/artwork/7.jpg?a&b")
        let programme = Programme(
            start: AirTime(seconds: 1_603_000_000), finish: AirTime(seconds: 1_603_003_600),
            title: "Pilot's", media: .init(7))
        let bytes = XMLTV.programmes([programme], on: news, texts: [.init(7): text])

        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                <programme start="20201018054640 +0000" stop="20201018064640 +0000" \
                channel="C5.1.150.ersatztv.org">
                <title>Cats &amp; Dogs</title>
                <sub-title>Pilot&#39;s</sub-title>
                <desc>A &lt;b&gt;tail&lt;/b&gt; of two</desc>
                <credits>
                <director>D. Rector</director>
                <actor>A. Actor</actor>
                </credits>
                <date>20201001</date>
                <category>Drama</category>
                <category>Sci-Fi &amp; Fantasy</category>
                <icon src="http://a/iptv/artwork/7.jpg?a&amp;b" />
                <episode-num system="onscreen">S02E05</episode-num>
                <episode-num system="xmltv_ns">1.4.</episode-num>
                <previously-shown start="20201001" />
                <rating>
                <value>PG-13</value>
                </rating>
                <star-rating>
                <value>7.5/10</value>
                </star-rating>
                </programme>

                """)
    }

    @Test func aTitleOfTheSchedulesOwnIsNotExplainedByOneItem() {
        let text = ProgrammeText(title: "Pilot", MediaDetails())
        let programme = Programme(
            start: AirTime(seconds: 0), finish: AirTime(seconds: 60), title: "Movie night",
            media: .init(7))
        let bytes = XMLTV.programmes([programme], on: news, texts: [.init(7): text])

        #expect(
            String(decoding: bytes, as: UTF8.self).contains(
                "<title>Movie night</title>\n</programme>"))
    }

    @Test func mediaOnItsDayOfReleaseIsNew() {
        var details = MediaDetails()
        details.released = 1_603_000_000 / 86_400
        let programme = Programme(
            start: AirTime(seconds: 1_603_000_000), finish: AirTime(seconds: 1_603_000_600),
            title: "Today", media: .init(7))
        let bytes = XMLTV.programmes(
            [programme], on: news,
            texts: [.init(7): ProgrammeText(title: "Today", details)])

        #expect(String(decoding: bytes, as: UTF8.self).contains("<new />"))
    }

    @Test func logosAreNamedInBothDocuments() {
        let playlist = ChannelsM3U.document(
            [news], base: "http://a", logos: [news.id: "/iptv/logos/1.png?x"])
        #expect(
            String(decoding: playlist, as: UTF8.self).contains(
                #" tvg-logo="http://a/iptv/logos/1.png?x""#))
        let head = XMLTV.head(of: [news], icons: [news.id: "http://a/iptv/logos/1.png?x"])
        #expect(
            String(decoding: head, as: UTF8.self).contains(
                #"<icon src="http://a/iptv/logos/1.png?x" />"#))
    }
}
