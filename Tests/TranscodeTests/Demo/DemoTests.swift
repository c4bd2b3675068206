import Broadcast
import Glibc
import Testing

@testable import Transcode

@Suite struct DemoTests {
    let folder = TemporaryFolder()

    init() throws {
        try Libav.load()
    }

    private func clip(_ encoder: String, _ format: String, _ ending: String, sound: String?)
        -> DemoClip
    {
        DemoClip(
            folder: "A", title: "Short", format: format, ending: ending, seconds: 1, scene: .tides,
            picture: .init(
                encoder: encoder, width: 160, height: 120, rate: (25, 1), shape: (16, 15),
                bitrate: 300_000),
            sound: sound.map {
                .init(encoder: $0, channels: 2, rate: 48_000, bitrate: 96_000, chord: [440])
            })
    }

    @Test(arguments: [
        ("libx264", "mp4", "mp4", "aac"), ("mpeg4", "matroska", "mkv", "mp2"),
        ("mpeg2video", "matroska", "mkv", "ac3"),
    ])
    func aClipIsWhatItsRowSays(picture: String, format: String, ending: String, sound: String)
        throws
    {
        let made = DemoWorker.make(clip(picture, format, ending, sound: sound), in: folder.path)
        #expect(made == .made)
        let facts = try FileProbe.facts(of: "\(folder.path)/Short.\(ending)")

        #expect(facts.video?.width == 160)
        #expect(facts.video?.rateNumerator == 25)
        #expect(facts.video?.sampleNumerator == 16)
        #expect(facts.audio.map(\.codec) == [sound])
        #expect(facts.tags?.title == "Short")
        #expect((990...1_040).contains(facts.duration.inMicroseconds / 1_000))
    }

    @Test func aClipMayBeSilent() throws {
        let made = DemoWorker.make(clip("libx264", "mp4", "mp4", sound: nil), in: folder.path)
        #expect(made == .made)
        #expect(try FileProbe.facts(of: "\(folder.path)/Short.mp4").audio.isEmpty)
    }

    @Test func aClipThatIsThereStays() throws {
        let path = folder.file("Short.mp4", Array("mine".utf8))
        #expect(
            DemoWorker.make(clip("libx264", "mp4", "mp4", sound: nil), in: folder.path) == .made)
        #expect(FileCheck.head(of: path, count: 9) == Array("mine".utf8))
    }

    @Test func aClipNobodyWantsAnyLongerLeavesNothing() {
        var asked = 0
        let outcome = DemoWorker.make(
            clip("libx264", "mp4", "mp4", sound: nil), in: folder.path,
            while: {
                asked += 1
                return asked < 3
            })

        #expect(outcome == .stopped)
        #expect(asked == 3)
        #expect(access("\(folder.path)/.Short.mp4.part", F_OK) != 0)
        #expect(access("\(folder.path)/Short.mp4", F_OK) != 0)
    }

    @Test func aFolderThatCannotBeMadeIsExplained() {
        let file = folder.file("file", [1])
        let reason = DemoWorker.make(
            clip("libx264", "mp4", "mp4", sound: nil), in: "\(file)/sub")

        #expect(
            reason
                == .failed("The demo clip cannot be written to \(file)/sub: Not a directory."))
    }

    @Test func theListIsWorthAChannelEach() {
        let folders = Dictionary(grouping: DemoClip.all, by: \.folder)
        #expect(folders.values.allSatisfy { $0.count >= 2 })
        #expect(Set(DemoClip.all.map(\.name)).count == DemoClip.all.count)
        #expect(DemoClip.all.contains { $0.sound == nil })
    }
}

@Suite struct DemoCaptionTests {
    private let caption = DemoCaption(title: "x", rate: (30_000, 1_001))

    @Test func theClockCountsFramesWithinTheSecond() {
        #expect(caption.clock(0) == "00:00 +00")
        #expect(caption.clock(29) == "00:00 +29")
        #expect(caption.clock(30) == "00:01 +00")
        #expect(caption.clock(1_799) == "01:00 +00")
    }

    @Test func theSquareShowsForATenthOfEachSecond() {
        #expect((0..<31).filter(caption.isSecond) == [0, 1, 2, 30])
    }
}

@Suite struct DemoToneTests {
    @Test func beepsAtTheStartOfEachSecondOnly() {
        let tone = DemoTone(rate: 8_000, chord: [])
        #expect((8_000..<8_800).map { abs(tone.sample($0)) }.max() ?? 0 > 0.24)
        #expect((8_800..<16_000).allSatisfy { tone.sample($0) == 0 })
    }

    @Test func neverClips() {
        let tone = DemoTone(rate: 8_000, chord: [196, 247, 294])
        #expect((0..<16_000).allSatisfy { abs(tone.sample($0)) < 0.5 })
    }
}
