import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

@Suite(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
struct ChannelPipelineTests {
    private let clips: [(path: String?, length: Duration)] = [
        (TestMedia.bigBuckBunny.path, .microseconds(5_312_000)),
        (TestMedia.bikes.path, .seconds(10)),
        (TestMedia.carphone.path, .microseconds(4_004_000)),
    ]
    private let small = OutputProfile(
        name: "small", width: 320, height: 180, maximumFrameRate: 60, videoBitrate: 500_000,
        audioBitrate: 96_000)

    @Test func filesOfEveryShapeComeOutAsOneSeamlessStream() throws {
        let run = try ChannelRun(.make(clips + clips + clips, profile: small))
        try run.play(.seconds(50))
        let report = run.report

        #expect(report.faults.map(\.description) == [])
        #expect(run.failures == [])
        #expect(run.modes.count == 9)
        #expect(report.duration > .seconds(54))
    }

    @Test func whatFitsIsCopiedBetweenWhatDoesNot() throws {
        let short = (TestMedia.bikes.path as String?, Duration.seconds(1))
        let run = try ChannelRun(.make([clips[0], short, clips[0]], profile: .hd720))
        try run.play(.seconds(6))

        #expect(run.report.faults.map(\.description) == [])
        #expect(run.modes.prefix(3) == [.mixed, .transcode, .mixed])
    }
}
