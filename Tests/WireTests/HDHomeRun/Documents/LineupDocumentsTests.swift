import Broadcast
import Testing
import Wire

@Suite struct LineupDocumentsTests {
    private let entries: [LineupEntry] = [
        LineupEntry(
            Channel(
                id: .init(9), number: ChannelNumber(5, 1), name: "Tom & \"Jerry\"",
                isFavourite: true), guideID: "c9", frequency: 57_000_000),
        LineupEntry(
            Channel(
                id: .init(2), number: ChannelNumber(7), name: "Old", group: "Films",
                profile: .sd480), guideID: "c2", frequency: 63_000_000),
        LineupEntry(
            Channel(id: .init(3), number: ChannelNumber(8), name: "Secret", isHidden: true),
            guideID: "c3", frequency: nil),
    ]

    private func documents(_ query: String = "") -> LineupDocuments {
        LineupDocuments(entries, base: "http://10.0.0.2:5004", query: LineupQuery(query: query))
    }

    private func json(_ query: String) -> String {
        String(decoding: documents(query).json, as: UTF8.self)
    }

    @Test func theLineupListsWhatIsNotHidden() {
        #expect(
            json("")
                == #"[{"GuideNumber":"5.1","GuideName":"Tom & \"Jerry\"","VideoCodec":"H264","#
                + #""AudioCodec":"AAC","HD":1,"Favorite":1,"URL":"http://10.0.0.2:5004/auto/v5.1"},"#
                + #"{"GuideNumber":"7","GuideName":"Old","VideoCodec":"H264","AudioCodec":"AAC","#
                + #""URL":"http://10.0.0.2:5004/auto/v7"}]"#)
    }

    @Test func anEmptyLineupIsAnEmptyArray() {
        #expect(LineupDocuments([], base: "http://a").json == Array("[]".utf8))
    }

    @Test(arguments: ["show=found", "show=all", "x&show=all&y=%"])
    func aScanListsHiddenOnesAsNotEnabled(_ query: String) {
        #expect(json(query).contains(#""GuideNumber":"8","#))
        #expect(json(query).contains(#""Enabled":0"#))
        #expect(json(query).contains(#""Favorite":1,"Enabled":1"#))
    }

    @Test func favouritesOnly() {
        #expect(json("show=favorites").contains("5.1"))
        #expect(!json("show=favorites").contains("Old"))
    }

    @Test(arguments: ["show=nonsense", "show", "show=", "a=b", "&&"])
    func unknownQueriesAreIgnored(_ query: String) {
        #expect(json(query) == json(""))
    }

    @Test(arguments: ["tuning", "tuning=1"]) func tuningAddsRadioFacts(_ query: String) {
        #expect(
            json(query).contains(#""Frequency":63000000,"ProgramNumber":1,"Modulation":"8vsb""#))
    }

    @Test func theSameInXML() {
        #expect(
            String(decoding: documents().xml, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <Lineup>
                <Program><GuideNumber>5.1</GuideNumber><GuideName>Tom &amp; &quot;Jerry&quot;</GuideName>\
                <VideoCodec>H264</VideoCodec><AudioCodec>AAC</AudioCodec><HD>1</HD>\
                <Favorite>1</Favorite><URL>http://10.0.0.2:5004/auto/v5.1</URL></Program>
                <Program><GuideNumber>7</GuideNumber><GuideName>Old</GuideName>\
                <VideoCodec>H264</VideoCodec><AudioCodec>AAC</AudioCodec>\
                <URL>http://10.0.0.2:5004/auto/v7</URL></Program>
                </Lineup>

                """)
    }

    @Test func theSameAsAPlaylist() {
        #expect(
            String(decoding: documents("show=all").m3u, as: UTF8.self) == """
                #EXTM3U x-tvg-url="http://10.0.0.2:5004/xmltv.xml"
                #EXTINF:-1 channel-id="5.1" channel-number="5.1" tvg-id="c9" tvg-chno="5.1" \
                tvg-name="Tom & 'Jerry'" group-title="EXStreamTV",Tom & "Jerry"
                http://10.0.0.2:5004/auto/v5.1
                #EXTINF:-1 channel-id="7" channel-number="7" tvg-id="c2" tvg-chno="7" \
                tvg-name="Old" group-title="Films",Old
                http://10.0.0.2:5004/auto/v7

                """)
    }
}
