import FoundationEssentials
import Glibc
import StreamChecker
import Testing

/// What the built program sends to real clients.
@Suite(.serialized, .enabled(if: Station.media != nil, "needs clips: set EXSTREAMTV_TEST_MEDIA"))
struct StreamTests {
    @Test func aMinuteOfAChannelIsOneSeamlessStreamForAllItsViewers() throws {
        let station = try Station(media: Station.media)
        let channel = try #require(try station.channels().first)
        let first = try Client(port: station.port, path: "/auto/v\(channel.number)")
        try Client.read([first], within: .seconds(30)) { first.streamSeconds >= 15 }
        let second = try Client(port: station.port, path: "/auto/v\(channel.number)")
        try Client.read([first, second], within: .seconds(30)) { second.streamSeconds >= 3 }
        #expect(station.workers.count == 1)
        try Client.read([first, second], within: .seconds(90)) { first.streamSeconds >= 62 }

        let report = StreamChecker.check(first.body)
        #expect(report.faults.prefix(5).map(\.description) == [])
        #expect(report.duration >= .seconds(60))
        let errors = try decodingErrors(of: first.body)
        #expect(errors == "")
        #expect(try itemChanges(on: channel, of: station, in: report) >= 8)
        #expect(isPart(second.body, of: first.body))
        #expect(StreamChecker.check(second.body).faults.prefix(5).map(\.description) == [])
    }

    @Test func viewersStayConnectedWhenTheirWorkerIsKilled() throws {
        let station = try Station(media: Station.media)
        let channel = try #require(try station.channels().first)
        let clients = try (0..<2).map { _ in
            try Client(port: station.port, path: "/auto/v\(channel.number)")
        }
        try Client.read(clients, within: .seconds(30)) {
            clients.allSatisfy { $0.streamSeconds >= 7 }
        }

        let killed = try #require(station.workers.first)
        kill(killed, SIGKILL)
        for client in clients { client.longestGap = 0 }
        let mark = clients[0].streamSeconds
        try Client.read(clients, within: .seconds(30)) {
            clients.allSatisfy { $0.streamSeconds >= mark + 8 }
        }

        #expect(!station.workers.contains(killed))
        for client in clients {
            // A second is what is promised; a debug build on a busy machine is given two.
            #expect(client.longestGap < 2_000_000_000)
            let faults = StreamChecker.check(client.body).faults
            #expect(faults.prefix(5).map(\.description) == [])
            let errors = try decodingErrors(of: client.body)
            #expect(errors == "")
        }
    }

    @Test func nothingOutlivesAKilledDaemonAndTheNextOneResumes() throws {
        let station = try Station(media: Station.media)
        let channel = try #require(try station.channels().first)
        let client = try Client(port: station.port, path: "/auto/v\(channel.number)")
        try Client.read([client], within: .seconds(30)) { client.streamSeconds >= 2 }
        let guide = try Client.get("/xmltv.xml", port: station.port).text
        let processes = Process.descendants(of: station.process.id)
        #expect(processes.count >= 2)

        station.process.signal(SIGKILL)
        #expect(try station.process.end(within: .seconds(2)) == -9)
        for process in processes { #expect(Process.hasEnded(process, within: .seconds(2))) }

        let next = try Station(media: Station.media, folder: station.folder)
        #expect(try next.channels().map(\.number) == [channel.number])
        let resumed = GuideEntry.all(in: try Client.get("/xmltv.xml", port: next.port).text)
        let kept = GuideEntry.all(in: guide).filter { entry in
            resumed.first.map { $0.start <= entry.start } == true
        }
        #expect(kept.count >= 20)
        #expect(Set(resumed).isSuperset(of: kept))
    }

    /// What `ffmpeg -v error` says about a stream; nothing when it is not installed.
    ///
    /// It counts time in ticks of the stream: in frames of the first item, those of a later item
    /// with a higher rate would get the same number twice.
    private func decodingErrors(of stream: [UInt8]) throws -> String {
        let folder = TemporaryFolder()
        try Data(stream).write(to: URL(filePath: folder.path + "/capture.ts"))
        let process = try Process(
            [
                "/usr/bin/ffmpeg", "-v", "error", "-i", folder.path + "/capture.ts",
                "-enc_time_base", "1:90000", "-f", "null", "-",
            ],
            environment: [:])
        _ = try process.end(within: .seconds(120))
        return process.allSaid
    }

    /// How many items begin within a capture, by the guide.
    private func itemChanges(on channel: LineupEntry, of station: Station, in report: StreamReport)
        throws -> Int
    {
        let guide = GuideEntry.all(in: try Client.get("/xmltv.xml", port: station.port).text)
        let first = try #require(report.firstClock) / 90_000
        let last = first + report.duration.components.seconds
        // Time stamps are air time, and come round again every 2^33 ticks.
        return guide.count { (first..<last).contains($0.start * 90_000 % (1 << 33) / 90_000) }
    }

    /// Whether a capture lies in another one, packet for packet, until one of them ends.
    private func isPart(_ part: [UInt8], of whole: [UInt8]) -> Bool {
        let head = part.prefix(188 * 50)
        let starts = stride(from: 0, to: whole.count - head.count, by: 188)
        guard let start = starts.first(where: { whole[$0...].starts(with: head) }) else {
            return false
        }
        let length = min(part.count, whole.count - start)
        return part.prefix(length).elementsEqual(whole[start..<(start + length)])
    }
}
