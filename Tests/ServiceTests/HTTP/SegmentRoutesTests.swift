import Broadcast
import Testing
import Wire

@testable import Service

@Suite struct SegmentRoutesTests {
    private func probe(_ tuners: FakeTuners) -> Probe {
        let room = SegmentRoom(tuners: tuners, clock: .system())
        return Probe { SegmentRoutes(room: room).add(to: $0) }
    }

    @Test(arguments: ["/iptv/channel/x.m3u8", "/iptv/channel/5.1.1.m3u8", "/iptv/channel/.m3u8"])
    func whatIsNoChannelIsUnknown(_ path: String) async throws {
        #expect(try await probe(FakeTuners()).ask(path).status == 404)
    }

    @Test func aPartThatIsGoneIsNotFound() async throws {
        let answer = try await probe(FakeTuners()).ask("/iptv/channel/5.1/1700000000.ts")
        #expect(answer.status == 404)
    }

    @Test func aRefusalHasItsCode() async throws {
        let tuners = FakeTuners(refusing: .connectionLimit)
        let answer = try await probe(tuners).ask("/iptv/channel/5.1.m3u8")
        #expect(answer.status == 503)
        #expect(tuners.asked.map(\.transport) == [.hls])
        #expect(tuners.asked.map(\.number) == [ChannelNumber(5, 1)])
    }
}
