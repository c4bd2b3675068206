import Broadcast
import Testing

@Suite struct CopyRuleTests {
    private func facts(
        _ width: Int, _ height: Int, minutes: Int = 10,
        _ change: (inout MediaFacts) -> Void = { _ in }
    ) -> MediaFacts {
        var facts = MediaFacts(
            container: "mp4", duration: .seconds(minutes * 60), bitrate: 1_500_000,
            video: MediaFacts.Video(
                codec: "h264", width: width, height: height, rateNumerator: 25,
                pixelFormat: "yuv420p"))
        change(&facts)
        return facts
    }

    @Test func aFileOfTheProfilesShapeIsCopied() {
        #expect(OutputProfile.hd720.copies(facts(1280, 720)))
        #expect(OutputProfile.hd1080.copies(facts(1920, 1080)))
        #expect(!OutputProfile.hd1080.copies(facts(1280, 720)))
    }

    @Test(
        arguments: [
            { (facts: inout MediaFacts) in facts.video?.codec = "hevc" },
            { $0.video?.isInterlaced = true },
            { $0.video?.rotation = 90 },
            {
                $0.video?.sampleNumerator = 4; $0.video?.sampleDenominator = 3
            },
            { $0.video?.pixelFormat = "yuv420p10le" },
            { $0.video?.rateNumerator = 120 },
            { $0.video?.rateNumerator = 12 },
            { $0.bitrate = 20_000_000 },
            { $0.video = nil },
        ] as [@Sendable (inout MediaFacts) -> Void])
    func anyOtherIsTranscoded(change: @Sendable (inout MediaFacts) -> Void) {
        #expect(!OutputProfile.hd720.copies(facts(1280, 720, change)))
    }

    @Test func mostOfThePlayingTimeDecides() {
        let long = facts(1920, 1080, minutes: 50)
        let short = facts(1280, 720, minutes: 20)

        #expect(OutputProfile.copyingMost(of: [short, long, short]) == .hd1080)
        #expect(OutputProfile.copyingMost(of: [short, long, short, short]) == .hd720)
    }

    @Test func whereNothingIsCopiedThereIsNoBest() {
        #expect(OutputProfile.copyingMost(of: [facts(640, 360)]) == nil)
        #expect(OutputProfile.copyingMost(of: []) == nil)
    }
}
