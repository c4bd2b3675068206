import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct StreamRoutesTests {
    private func probe(_ tuners: FakeTuners) -> Probe {
        let lineup = Lineup {
            [
                Channel(id: .init(1), number: ChannelNumber(5, 1), name: "News"),
                Channel(id: .init(2), number: ChannelNumber(7), name: "Films"),
            ]
        }
        return Probe { StreamRoutes(lineup: lineup, tuners: tuners).add(to: $0) }
    }

    @Test func aStreamIsTheTunersChunksWithoutALength() async throws {
        let tuners = FakeTuners(playing: ["one", "two"])
        let answer = try await probe(tuners).ask(
            "/auto/v5.1", headers: [.userAgent: "VLC", .range: "bytes=0-"])
        #expect(answer.status == 200)
        #expect(answer.body == "onetwo")
        #expect(answer.headers[.contentType] == "video/mpeg")
        #expect(answer.headers[.contentLength] == nil)
        #expect(answer.headers[.tunerResource] == "tuner1")
        #expect(answer.headers[.transferMode] == "Streaming")
        #expect(tuners.asked.map(\.number) == [ChannelNumber(5, 1)])
        #expect(tuners.asked.map(\.agent) == ["VLC"])
        #expect(tuners.asked.map(\.peer) == ["10.77.0.3"])
        #expect(tuners.left == [Session.ID(7)])
    }

    @Test func aPathCanPinTheTuner() async throws {
        let tuners = FakeTuners(playing: ["x"])
        let answer = try await probe(tuners).ask("/tuner0/v7")
        #expect(answer.headers[.tunerResource] == "tuner0")
        #expect(tuners.asked.map(\.tuner) == [0])
    }

    @Test func theVirtualAntennasFrequenciesLeadToChannels() async throws {
        let tuners = FakeTuners(playing: ["x"])
        for path in ["/auto/ch63000000", "/auto/ch63000000-1", "/auto/ch3"] {
            #expect(try await probe(tuners).ask(path).status == 200)
        }
        #expect(tuners.asked.map(\.number) == Array(repeating: ChannelNumber(7), count: 3))
    }

    @Test(arguments: [
        "/auto/v", "/auto/", "/auto/v../v7", "/auto/vx", "/auto/5.1", "/auto/v5.1.1",
        "/auto/v4294967296", "/auto/v%00",
        "/auto/ch1", "/auto/ch63000000-2", "/auto/chx", "/tuner9/v7", "/tunerx/v7", "/tuner-1/v7",
    ]) func whatIsNoChannelIsUnknown(_ path: String) async throws {
        let tuners = FakeTuners()
        for method in [HTTPRequest.Method.get, .head] {
            let answer = try await probe(tuners).ask(path, method)
            #expect(answer.status == 404)
            #expect(answer.headers[.tunerError] == "801 Unknown Channel")
            #expect(answer.body.isEmpty)
        }
        #expect(tuners.asked.isEmpty)
    }

    @Test func aRefusalIsACodeWithoutABody() async throws {
        let refusals: [(TuneError, Int, String)] = [
            (.unknownChannel, 404, "801 Unknown Channel"),
            (.scanning, 503, "803 System Busy"),
            (.tunerInUse, 503, "804 Tuner In Use"),
            (.allTunersInUse, 503, "805 All Tuners In Use"),
            (.tuneFailed("x"), 503, "806 Tune Failed"),
            (.noVideoData, 503, "807 No Video Data"),
            (.connectionLimit, 503, "809 Playback Connection Limit"),
        ]
        for (error, status, header) in refusals {
            let answer = try await probe(FakeTuners(refusing: error)).ask("/auto/v7")
            #expect(answer.status == status)
            #expect(answer.headers[.tunerError] == header)
            #expect(answer.headers[.contentLength] == "0")
            #expect(answer.body.isEmpty)
        }
    }

    @Test func lookingTakesNoTuner() async throws {
        let tuners = FakeTuners(refusing: .allTunersInUse)
        let answer = try await probe(tuners).ask("/auto/v7", .head)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "video/mpeg")
        #expect(tuners.asked.isEmpty)
    }

    @Test func profilesTranscodeAndUnknownOnesAreRefused() async throws {
        let tuners = FakeTuners(playing: ["x"])
        #expect(try await probe(tuners).ask("/auto/v7?transcode=none").status == 200)
        #expect(
            try await probe(tuners).ask("/auto/v7?duration=9&transcode=internet540").status == 200)
        #expect(tuners.asked.map { $0.profile?.name } == [nil, "internet540"])
        let answer = try await probe(tuners).ask("/auto/v7?transcode=bogus")
        #expect(answer.status == 503)
        #expect(answer.headers[.tunerError] == "802 Unknown Transcode Profile")
    }

    @Test(arguments: ["0", "-5", "x", "", "99999999999999999999999", "1.5"])
    func oddDurationsAreNoWish(_ text: String) throws {
        #expect(try StreamQuery(query: "duration=\(text)").duration == nil)
    }

    @Test func aDurationIsInSeconds() throws {
        #expect(try StreamQuery(query: "a=b&duration=2").duration == .seconds(2))
    }
}
