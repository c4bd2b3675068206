import Broadcast
import HTTPTypes
import Synchronization
import Testing
import Wire

@testable import Service

@Suite struct TunerRoutesTests {
    private final class Shelf: Sendable {
        let channels = Mutex([
            Channel(id: .init(1), number: ChannelNumber(5, 1), name: "News"),
            Channel(id: .init(2), number: ChannelNumber(7), name: "Films"),
        ])
    }

    private let shelf = Shelf()

    private func probe() -> Probe {
        Probe { [shelf] router in
            let lineup = Lineup { shelf.channels.withLock { $0 } }
            TunerRoutes(
                identity: TunerIdentity(
                    deviceID: "E5E17005", friendlyName: "Den", deviceAuth: "a", tunerCount: 2),
                lineup: lineup, tuners: FakeTuners(), scan: ChannelScan(),
                save: { channel in
                    shelf.channels.withLock { channels in
                        channels = channels.map { $0.id == channel.id ? channel : $0 }
                    }
                }, rescan: {}
            ).add(to: router)
        }
    }

    @Test func documentsNameTheAddressThatWasReachedAndNotTheHostHeader() async throws {
        for path in ["/discover.json", "/lineup.json", "/lineup.xml", "/lineup.m3u"] {
            let answer = try await probe().ask(path, host: "evil.example")
            #expect(answer.body.contains("http://10.77.0.2:8411/"))
            #expect(!answer.body.contains("evil"))
        }
    }

    @Test func addressesOfVersionSixAreInBrackets() async throws {
        var probe = probe()
        probe.address = try #require(IPAddress("fd00::2"))
        probe.port = 80
        #expect(try await probe.ask("/discover.json").body.contains(#""http://[fd00::2]:80""#))
    }

    @Test func answersLookLikeARealUnits() async throws {
        let answer = try await probe().ask("/discover.json")
        #expect(answer.headers[.contentType] == #"application/json; charset="utf-8""#)
        #expect(answer.headers[.cacheControl] == "no-cache")
        #expect(answer.headers[.contentLength] == "\(answer.body.utf8.count)")
        #expect(answer.headers[.accessControlAllowOrigin] == "*")
        #expect(answer.headers[.date] == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func headGivesTheHeadersOnly() async throws {
        let probe = probe()
        let length = try await probe.ask("/lineup.json").headers[.contentLength]
        let answer = try await probe.ask("/lineup.json", .head)
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(answer.headers[.contentLength] == length)
    }

    @Test func aTunerInUseNamesItsViewer() async throws {
        #expect(
            try await probe().ask("/status.json").body
                == #"[{"Resource":"tuner0"},{"Resource":"tuner1","VctNumber":"5.1","#
                + #""VctName":"News","SignalStrengthPercent":100,"SignalQualityPercent":100,"#
                + #""SymbolQualityPercent":100,"NetworkRate":4000000,"TargetIP":"10.0.0.9"}]"#)
    }

    @Test func aScanStartsAndIsAborted() async throws {
        let probe = probe()
        #expect(try await probe.ask("/lineup.post?scan=start&source=Antenna", .post).status == 200)
        #expect(try await probe.ask("/lineup_status.json").body.contains(#""ScanInProgress":1"#))
        #expect(try await probe.ask("/lineup.post?scan=abort", .post).status == 200)
        #expect(try await probe.ask("/lineup_status.json").body.contains(#""ScanInProgress":0"#))
    }

    @Test(arguments: ["/lineup.post?favorite=+5.1", "/lineup.post?favorite=%2B5.1"])
    func marksShowInTheLineup(_ path: String) async throws {
        let probe = probe()
        #expect(try await probe.ask(path, .post).status == 200)
        #expect(try await probe.ask("/lineup.json").body.contains(#""Favorite":1"#))
        #expect(try await probe.ask("/lineup.post?favorite=x5.1", .post).status == 200)
        #expect(try await !probe.ask("/lineup.json").body.contains("News"))
        #expect(try await probe.ask("/lineup.json?show=found").body.contains("News"))
        #expect(try await probe.ask("/lineup.post?favorite=-5.1", .post).status == 200)
        #expect(try await probe.ask("/lineup.json").body.contains("News"))
    }

    @Test(arguments: ["/lineup.post", "/lineup.post?scan=no", "/lineup.post?favorite=+99"])
    func badOrdersAreRefused(_ path: String) async throws {
        #expect(try await probe().ask(path, .post).status == 400)
    }

    @Test(arguments: ["/nothing", "/discover.json/x", "/../etc/passwd", "/recorded_files.json"])
    func unknownPathsAreNotFound(_ path: String) async throws {
        let answer = try await probe().ask(path)
        #expect(answer.status == 404)
        #expect(
            answer.body == #"{"error":"Not Found.","remedy":"Look at / for what there is."}"#)
    }

    @Test func anotherSitesPageChangesNothing() async throws {
        let probe = probe()
        let foreign: [(String?, HTTPFields)] = [
            ("evil.example", [:]), ("10.77.0.2:8411", [.origin: "http://evil.example"]),
            ("10.77.0.2:8411", [.origin: "null"]), (nil, [.origin: "http://evil.example"]),
        ]
        for (host, headers) in foreign {
            let answer = try await probe.ask(
                "/lineup.post?scan=start", .post, host: host, headers: headers)
            #expect(answer.status == 403)
        }
        #expect(try await probe.ask("/lineup_status.json").body.contains(#""ScanInProgress":0"#))
    }
}
