import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

/// Subtitles over a black film: where the picture is bright, they show.
@Suite(.enabled(if: Corpus.isHere, Comment(rawValue: Corpus.missing)))
struct SubtitleTests {
    private let folder = TemporaryFolder()
    private let profile = OutputProfile(
        name: "small", width: 320, height: 180, maximumFrameRate: 30, videoBitrate: 500_000,
        audioBitrate: 64_000)

    private func run(_ path: String, _ wish: SubtitleWish) throws -> ChannelRun {
        _ = Corpus.files
        let run = try ChannelRun(
            .make(
                [(path, .seconds(2))], profile: profile, looks: Looks(subtitles: wish)))
        try run.play(.milliseconds(100))
        return run
    }

    /// Which of a film's fifty pictures are bright.
    private func bright(_ run: ChannelRun) -> [Bool] {
        let stream = folder.file("stream.ts", run.bytes)
        let lines = Command.output(
            "ffmpeg -v error -i \(stream) -map 0:v -frames:v 50 -vf "
                + "signalstats,metadata=print:key=lavfi.signalstats.YMAX:file=- -f null -")
        return lines.split(separator: "\n").compactMap { line in
            line.hasPrefix("lavfi") ? line.split(separator: "=").last.flatMap { Int($0) } : nil
        }.map { $0 > 150 }
    }

    @Test(arguments: ["srt.mkv", "ass.mkv", "mov-text.mp4", "webvtt.mkv"])
    func textShowsAtItsTime(file: String) throws {
        let run = try run("\(Corpus.folder)/dark-\(file)", SubtitleWish(mode: .burn))
        let pictures = bright(run)

        #expect(
            [2, 20, 36, 38, 44, 49].map { pictures[$0] } == [false, true, true, false, true, false])
        #expect(run.report.faults.map(\.description) == [])
    }

    @Test(arguments: ["pgs.mkv", "dvd.mkv", "dvb.ts"])
    func imagesShowAtTheirTime(file: String) throws {
        let run = try run("\(Corpus.folder)/dark-\(file)", SubtitleWish(mode: .burn))
        let pictures = bright(run)

        #expect([2, 20, 34, 41].map { pictures[$0] } == [false, true, true, false])
    }

    @Test func aFileBesideTheFilmCountsAlsoInAnOldCharacterSet() throws {
        let film = "\(folder.path)/film.mkv"
        _ = Corpus.files
        _ = Command.output("cp \(Corpus.folder)/dark.mkv \(film)")
        let text = Array("1\n00:00:01,000 --> 00:00:01,500\nGr".utf8) + [0xFC, 0xDF, 0x65, 10, 10]
        _ = folder.file("film.de.srt", text)
        let german = try run(film, SubtitleWish(mode: .burn, languages: ["ger"]))
        let english = try run(film, SubtitleWish(mode: .burn, languages: ["en"]))

        #expect([20, 30].map { bright(german)[$0] } == [false, true])
        #expect(english.modes.first == .copy || english.modes.first == .mixed)
    }

    @Test func aFilmIsCopiedWhereNoSubtitlesAreWanted() throws {
        let film = "\(Corpus.folder)/dark-srt.mkv"
        #expect(try run(film, SubtitleWish()).modes.first == .mixed)
        #expect(try run(film, SubtitleWish(mode: .forced)).modes.first == .mixed)
        #expect(try run(film, SubtitleWish(mode: .burn)).modes.first == .transcode)
    }
}
