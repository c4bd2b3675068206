import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

/// A file never ends a channel, whatever is wrong with it.
@Suite(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
struct BadFileTests {
    private let folder = TemporaryFolder()
    private let small = OutputProfile(
        name: "small", width: 160, height: 90, maximumFrameRate: 30, videoBitrate: 300_000,
        audioBitrate: 64_000)

    private func run(_ path: String, _ length: Duration = .seconds(3)) throws -> ChannelRun {
        let run = try ChannelRun(
            .make([(path, length), (TestMedia.bikes.path, .seconds(2))], profile: small))
        try run.play(.seconds(2))
        return run
    }

    @Test func aMissingOneIsReportedAndTheCardReplacesIt() throws {
        let run = try run("\(folder.path)/gone.mp4")

        #expect(run.report.faults.map(\.description) == [])
        #expect(run.modes == [.card, .transcode, .card])
        #expect(
            run.failures == [
                "could not open \(folder.path)/gone.mp4: No such file or directory"
            ])
    }

    @Test func oneThatIsNoVideoIsReported() throws {
        let run = try run(folder.file("letter.mkv", "Dear viewer".utf8))

        #expect(run.report.faults.map(\.description) == [])
        #expect(run.failures.count == 1)
    }

    @Test func oneThatEndsEarlyIsFollowedByTheCardUpToItsFinish() throws {
        let run = try run(TestMedia.carphone.path, .seconds(9))

        #expect(run.report.faults.map(\.description) == [])
        #expect(run.failures == [])
        #expect(run.modes == [.transcode])
    }

    @Test func oneWithDamageInTheMiddlePlaysOn() throws {
        let whole = try #require(FileBytes.read(TestMedia.bikes.path))
        var damaged = whole
        for index in stride(from: 60_000, to: 300_000, by: 97) { damaged[index] ^= 0x5A }
        let run = try run(folder.file("damaged.mp4", damaged), .seconds(6))

        #expect(run.report.faults.map(\.description) == [])
    }
}
