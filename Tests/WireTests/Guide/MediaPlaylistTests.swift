import Broadcast
import Testing
import Wire

@Suite struct MediaPlaylistTests {
    @Test func aLivePlaylistNamesSegmentsAndTheirAirTimes() {
        let begin = AirTime(seconds: 1_796_000_399) + .milliseconds(960)
        let playlist = MediaPlaylist(
            [
                .init(number: 41, begin: begin, duration: .milliseconds(1_920)),
                .init(
                    number: 42, begin: begin + .milliseconds(1_920), duration: .milliseconds(2_504)),
            ], under: "5.1/")
        #expect(
            String(decoding: playlist.document, as: UTF8.self) == """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:41
                #EXT-X-PROGRAM-DATE-TIME:2026-11-30T00:59:59.960Z
                #EXTINF:1.920,
                5.1/41.ts
                #EXT-X-PROGRAM-DATE-TIME:2026-11-30T01:00:01.880Z
                #EXTINF:2.504,
                5.1/42.ts

                """)
    }
}
