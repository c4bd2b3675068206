import CLibav
import Glibc
import Testing

@testable import Transcode

@Suite struct InputFileTests {
    let folder = TemporaryFolder()

    init() throws {
        try Libav.load()
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func readsEveryPacketOfAClip() throws {
        let file = try InputFile.open(TestMedia.bigBuckBunny.path)
        let packet = Packet()
        var counts: [Int: Int] = [:]
        while try file.read(into: packet) { counts[packet.stream, default: 0] += 1 }

        #expect(file.streamCount == 2)
        #expect(counts[0] == 132)
    }

    @Test(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
    func seeksToTheKeyFrameBefore() throws {
        let file = try InputFile.open(TestMedia.bikes.path)
        try file.seek(to: .seconds(5))
        let packet = Packet()

        #expect(try file.read(into: packet))
        let isKey = packet.isKey
        let time = try #require(
            packet.pts.map { Timestamp.microseconds($0, in: file.stream(0).pointee.time_base) })
        #expect(isKey)
        #expect(time <= 5_000_000)
    }

    @Test func aPlaylistThatNamesAnotherFileIsRefused() throws {
        let list = folder.file(
            "list.m3u8",
            Array("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n\(TestMedia.bikes.path)\n".utf8))
        let script = folder.file(
            "list.ffconcat", Array("ffconcat version 1.0\nfile '\(TestMedia.bikes.path)'\n".utf8))

        for path in [list, script] {
            #expect(throws: LibavError(doing: "open \(path)", code: -EINVAL)) {
                _ = try InputFile.open(path)
            }
        }
    }

    @Test func aMissingFileSaysSo() {
        let error = #expect(throws: LibavError.self) { _ = try InputFile.open("/nonexistent.mp4") }
        #expect(error?.description == "could not open /nonexistent.mp4: No such file or directory")
    }
}
