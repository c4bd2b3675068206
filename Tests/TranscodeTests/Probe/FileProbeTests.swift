import Broadcast
import Testing

@testable import Transcode

@Suite struct FileProbeTests {
    let folder = TemporaryFolder()

    init() throws {
        try Libav.load()
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func findsAllOfAClipWithSurroundSound() throws {
        let facts = try FileProbe.facts(of: TestMedia.bigBuckBunny.path)

        #expect(facts.duration == .milliseconds(5_312))
        #expect(
            facts.video
                == MediaFacts.Video(
                    codec: "h264", profile: "Main", width: 1280, height: 720, rateNumerator: 25,
                    pixelFormat: "yuv420p"))
        #expect(
            facts.audio
                == [MediaFacts.Audio(codec: "aac", profile: "LC", channels: 6, sampleRate: 48_000)])
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func findsTheShapeOfPixelsAndNoSound() throws {
        let facts = try FileProbe.facts(of: TestMedia.carphone.path)

        #expect(facts.audio.isEmpty)
        #expect(facts.video?.rateNumerator == 30_000)
        #expect(facts.video?.rateDenominator == 1_001)
        #expect(facts.video?.sampleNumerator == 128)
        #expect(facts.video?.sampleDenominator == 117)
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func aFileCutBeforeItsIndexSaysSo() throws {
        let bytes = FileCheck.head(of: TestMedia.bigBuckBunny.path, count: 500_000)
        let cut = folder.file("cut.mp4", bytes)

        #expect(throws: Unplayable.noIndex) { try FileProbe.facts(of: cut) }
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func aFileWithNothingButRandomPicturesIsDamaged() throws {
        var bytes = FileCheck.head(of: TestMedia.bikes.path, count: 10_000_000)
        let data = try #require(bytes.firstRange(of: Array("mdat".utf8))).upperBound
        let index = try #require(bytes.firstRange(of: Array("moov".utf8))).lowerBound
        for position in data..<index { bytes[position] = UInt8(truncatingIfNeeded: position &* 7) }
        let noise = folder.file("noise.mp4", bytes)

        #expect(throws: Unplayable.noPicture) { try FileProbe.facts(of: noise) }
    }

    @Test(
        .enabled(if: Corpus.isHere, Comment(rawValue: Corpus.missing)),
        arguments: [
            "song.ogg", "song.mp3", "song.flac", "song.m4a", "film.mkv", "film.mp4",
        ])
    func findsTheTagsInside(name: String) throws {
        let file = "\(folder.path)/\(name)"
        let picture = name.hasPrefix("film") ? "-f lavfi -i testsrc=s=64x48:d=1" : ""
        _ = Command.output(
            "ffmpeg -v error -f lavfi -i sine=d=1 \(picture) -metadata title='So What' "
                + "-metadata artist='Miles Davis' -metadata date=1959 \(file) 2>&1")

        let tags = try #require(try FileProbe.facts(of: file).tags)
        #expect(tags.title == "So What")
        #expect(tags.artists == (picture.isEmpty ? ["Miles Davis"] : nil))
        #expect(tags.year == 1_959)
    }

    @Test func whatIsNoMediaFileGetsASentence() {
        let text = folder.file("text.mp4", Array("this is a text".utf8))
        let empty = folder.file("empty.mkv", [])
        let list = folder.file("list.m3u8", Array("#EXTM3U\n#EXTINF:9,\nother.ts\n".utf8))

        #expect(throws: Unplayable.notMedia) { try FileProbe.facts(of: text) }
        #expect(throws: Unplayable.empty) { try FileProbe.facts(of: empty) }
        #expect(throws: Unplayable.notMedia) { try FileProbe.facts(of: list) }
        #expect(throws: Unplayable.notAFile) { try FileProbe.facts(of: folder.path) }
        #expect(throws: Unplayable.unreadable(reason: "No such file or directory")) {
            try FileProbe.facts(of: "\(folder.path)/none.mp4")
        }
    }

    @Test func reasonsAreWholeSentences() {
        #expect(Unplayable.empty.reason == "The file is empty.")
        #expect(
            Unplayable.noIndex.reason
                == "Its index is missing: the file was cut off, or is still being written.")
        #expect(
            Unplayable.noDecoder(codec: "v210").reason == "Its codec “v210” cannot be decoded here."
        )
    }
}
