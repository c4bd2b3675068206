import Broadcast
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing
import Wire

@testable import Service

/// Real connections over loopback.
@Suite(.timeLimit(.minutes(1))) struct ListenerTests {
    private typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Serves two tuners on a free port while `body` runs.
    private func serving(
        _ tuners: FakeTuners, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        var settings = Settings().server
        settings.host = "127.0.0.1"
        settings.port = 0
        settings.extraPorts = []
        let door = try FrontDoor.open(settings)
        let router = FrontDoor.router(now: { AirTime(seconds: 0) })
        let lineup = Lineup {
            [Channel(id: .init(1), number: ChannelNumber(7), name: "Films")]
        }
        StreamRoutes(lineup: lineup, tuners: tuners).add(to: router)
        TunerRoutes(
            identity: TunerIdentity(
                deviceID: "E5E17005", friendlyName: "Den", deviceAuth: "a", tunerCount: 2),
            lineup: lineup, tuners: tuners, scan: ChannelScan(), save: { _ in }, rescan: {}
        ).add(to: router)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            services: door.listeners(serving: router, logger: quiet), logger: quiet)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body(door.ports[0])
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Sends `text`, and gives everything that comes back until `enough` or the end.
    private func exchange(
        _ text: String, _ port: Int, until enough: @Sendable (String) -> Bool = { _ in false }
    ) async throws -> String {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Client(wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await bytes in inbound {
                answer += String(buffer: bytes)
                if enough(answer) { break }
            }
            return answer
        }
    }

    @Test func theAnswerToHTTP10EndsWithTheConnection() async throws {
        try await serving(FakeTuners()) { port in
            let answer = try await exchange("GET /discover.json HTTP/1.0\r\n\r\n", port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("\r\nconnection: close\r\n"))
            #expect(answer.hasSuffix("\"TunerCount\":2}"))
            #expect(answer.contains("http://127.0.0.1:\(port)/lineup.json"))
        }
    }

    @Test func requestsSentAheadAreAllAnswered() async throws {
        try await serving(FakeTuners()) { port in
            let answer = try await exchange(
                "GET /discover.json HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /lineup.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port)
            #expect(answer.components(of: "HTTP/1.1 200 OK") == 2)
        }
    }

    @Test func aStreamIsRawBytesAndEndsWithTheConnection() async throws {
        let tuners = FakeTuners(playing: ["one", "two"])
        try await serving(tuners) { port in
            let answer = try await exchange("GET /auto/v7 HTTP/1.1\r\nHost: a\r\n\r\n", port)
            #expect(answer.hasSuffix("\r\n\r\nonetwo"))
            #expect(!answer.lowercased().contains("transfer-encoding"))
            #expect(!answer.lowercased().contains("content-length"))
        }
        #expect(tuners.left.first == Session.ID(7))
    }

    @Test func aViewerWhoGoesFreesItsTuner() async throws {
        let tuners = FakeTuners(playing: [String(repeating: "x", count: 65_536)], isEndless: true)
        try await serving(tuners) { port in
            _ = try await exchange("GET /auto/v7 HTTP/1.1\r\nHost: a\r\n\r\n", port) {
                $0.utf8.count > 10_000
            }
            // Ends with the suite's time limit if nobody ever leaves.
            for await session in tuners.departures {
                #expect(session == Session.ID(7))
                break
            }
        }
    }

    @Test(arguments: [
        "GET /\(String(repeating: "a", count: 65_536)) HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 65_536))\r\n\r\n",
        "\u{1}\u{2}binary\r\n\r\n", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    ]) func whatIsNoRequestIsRefused(_ text: String) async throws {
        try await serving(FakeTuners()) { port in
            let answer = try? await exchange(text, port)
            let status = text.utf8.count > 16_384 ? "431" : "400"
            #expect(answer == nil || answer?.hasPrefix("HTTP/1.1 \(status)") == true)
            let next = try await exchange("GET /discover.json HTTP/1.0\r\n\r\n", port)
            #expect(next.hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func aRefusalSaysWhyAndWhatToDo() async throws {
        try await serving(FakeTuners()) { port in
            // Just above the limit: nothing is left unread that would break the connection.
            let long = "GET /\(String(repeating: "a", count: 16_500)) HTTP/1.1\r\n\r\n"
            let answer = try await exchange(long, port)
            #expect(answer.hasPrefix("HTTP/1.1 431"))
            #expect(answer.contains("content-type: application/problem+json\r\n"))
            #expect(answer.contains("The address or the head of the request is too long."))
            #expect(answer.hasSuffix("}"))
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let found = rest.firstRange(of: part) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
