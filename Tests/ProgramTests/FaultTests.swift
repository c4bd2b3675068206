import FoundationEssentials
import Glibc
import StreamChecker
import Testing

/// What goes wrong around a channel reaches its viewers as a moment of slate at most.
@Suite(.serialized, .enabled(if: Station.media != nil, "needs clips: set EXSTREAMTV_TEST_MEDIA"))
struct FaultTests {
    @Test func viewersKeepOneStreamThroughOneFaultAfterTheOther() throws {
        let library = try Self.library()
        let station = try Station(media: library.path)
        let channel = try #require(try station.channels().first)
        _ = try station.get("/api/status") { $0.text.contains("\"title\":\"bigbuckbunny\"") }
        let path = "/auto/v\(channel.number)"
        let client = try Client(port: station.port, path: path)
        func watch(_ seconds: Double) throws {
            let goal = client.streamSeconds + seconds
            try Client.read([client], within: .seconds(seconds + 20)) {
                client.streamSeconds >= goal
            }
        }
        try watch(9)
        // One who takes nothing is nobody else's trouble.
        let stuck = try Client(port: station.port, path: path)
        client.longestGap = 0

        let hung = try #require(station.workers.first)
        // It reads foreign files, so it may do little else.
        let facts = textFile("/proc/\(hung)/status")
        #expect(facts.contains("Seccomp:\t2") && facts.contains("NoNewPrivs:\t1"))
        kill(hung, SIGSTOP)
        try watch(8)
        #expect(!station.workers.contains(hung))

        // Too soon for another worker: the slate follows, and the programme after it.
        for process in Process.descendants(of: station.process.id) { kill(process, SIGKILL) }
        try watch(12)
        #expect(station.workers.isEmpty)
        try watch(18)
        #expect(station.workers.count == 1)

        #expect(client.longestGap < 2_000_000_000)
        let faults = StreamChecker.check(client.body).faults
        #expect(faults.prefix(5).map(\.description) == [])
        let messages = Self.messages(of: client.body)
        #expect(messages == "")
        withExtendedLifetime(stuck) {}
    }

    /// A library of one film that is copied: it keeps its lead on a busy machine too.
    private static func library() throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        let film = "bigbuckbunny.mp4"
        try FileManager.default.copyItem(
            atPath: "\(Station.media ?? "")/\(film)", toPath: "\(folder.path)/\(film)")
        return folder
    }

    /// What `ffmpeg -v error` says about a stream.
    private static func messages(of stream: [UInt8]) -> String {
        let folder = TemporaryFolder()
        let path = folder.path + "/capture.ts"
        try? Data(stream).write(to: URL(filePath: path))
        let command = [
            "/usr/bin/ffmpeg", "-v", "error", "-i", path, "-enc_time_base", "1:90000", "-f", "null",
            "-",
        ]
        guard let process = try? Process(command, environment: [:]),
            (try? process.end(within: .seconds(120))) != nil
        else { return "ffmpeg does not end" }
        return process.allSaid
    }
}
