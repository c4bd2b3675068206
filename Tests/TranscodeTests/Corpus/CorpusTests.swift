import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

/// Every kind of file plays, and whatever is wrong with one, the channel goes on.
@Suite(.enabled(if: Corpus.isHere, Comment(rawValue: Corpus.missing)))
struct CorpusTests {
    private static let profiles = [
        OutputProfile(
            name: "of most files", width: 320, height: 180, maximumFrameRate: 30,
            videoBitrate: 2_000_000, audioBitrate: 96_000),
        OutputProfile(
            name: "of none", width: 192, height: 144, maximumFrameRate: 60,
            videoBitrate: 300_000, audioBitrate: 64_000),
    ]
    private static let length = Duration.seconds(2)

    /// Those with flipped bytes come last: where they are copied, damaged pictures are sent.
    private let files =
        Corpus.files.filter { !$0.contains("flipped") }
        + Corpus.files.filter { $0.contains("flipped") }
    private let folder = TemporaryFolder()

    @Test(arguments: profiles)
    func allInOneChannelAreOneStreamWithoutAFault(profile: OutputProfile) throws {
        let run = try ChannelRun(.make(files.map { ($0, Self.length) }, profile: profile))
        let whole = Self.length * files.count { !$0.contains("flipped") }
        try run.play(whole - .seconds(5))
        let stream = folder.file("stream.ts", run.bytes)
        try run.play(Self.length * files.count - whole)

        #expect(run.report.faults.map(\.description) == [])
        #expect(Command.output("ffmpeg -v error -i \(stream) -f null - 2>&1") == "")
        #expect(
            names(in: run) { if case .failed(let start, _) = $0 { start } else { nil } } == Self.bad
        )
        let cards = names(in: run) {
            if case .playing(let start, .card) = $0 { start } else { nil }
        }
        #expect(cards == Self.bad.union(Self.music))
    }

    /// What cannot be played: a slate replaces it, and there is a reason.
    private static let bad: Set = [
        "empty.mkv", "flipped-much.mp4", "header-only.mkv", "header-only.ts", "letter.mp4",
        "letters.ts", "noise.mkv", "playlist.mp4", "truncated-no-index.mp4", "zeros.mpg",
    ]
    private static let music: Set = [
        "cover.mp3", "music.flac", "music.mp3", "raw.aac", "really-sound.mkv", "truncated.mp3",
    ]

    /// The files of the events that `start` gives an item's start for.
    private func names(in run: ChannelRun, _ start: (WorkerEvent) -> AirTime?) -> Set<String> {
        let indices = run.events.compactMap(start).map {
            Int(($0 - ChannelRun.evening) / Self.length)
        }
        return Set(indices.filter(files.indices.contains).map { Corpus.name(files[$0]) })
    }

    @Test func aRecordingWhoseTimesJumpPlaysToItsEnd() throws {
        let profile = Self.profiles[1]
        let path = "\(Corpus.folder)/spliced.ts"
        let run = try ChannelRun(.make([(path, .seconds(6))], profile: profile))
        try run.play(.milliseconds(500))
        let stream = folder.file("stream.ts", run.bytes)
        let still = Command.output(
            "ffmpeg -i \(stream) -vf freezedetect=d=0.5 -f null - 2>&1 | grep -c freeze_start")

        #expect(run.failures == [])
        #expect(still == "0\n")
    }

    @Test(arguments: ["hdr10.mkv", "hlg.mp4"])
    func highDynamicRangeLeavesAsStandardAndSaysSo(name: String) throws {
        let path = "\(Corpus.folder)/\(name)"
        let run = try ChannelRun(.make([(path, Self.length)], profile: Self.profiles[1]))
        try run.play(.milliseconds(100))
        let stream = folder.file("stream.ts", run.bytes)
        let format = Command.output(
            "ffprobe -v error -select_streams v -show_entries "
                + "stream=pix_fmt,color_space,color_transfer,color_primaries -of csv=p=0 \(stream)")

        #expect(run.failures == [])
        #expect(format.hasPrefix("yuv420p,smpte170m,smpte170m,smpte170m\n"))
    }
}
