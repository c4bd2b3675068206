import Glibc
import StreamChecker
import Testing

/// Streams of another muxer, where the ffmpeg command line is installed.
@Suite(.enabled(if: access("/usr/bin/ffmpeg", X_OK) == 0, "needs the ffmpeg command line"))
struct ForeignStreamTests {
    @Test func anotherMuxersCleanStreamHasNoFault() throws {
        let report = StreamChecker.check(try encode(muxer: "-pcr_period 20 -pat_period 0.08"))

        #expect(report.faults == [])
        #expect(report.pictures == 75)
        #expect(report.keyFrames == 3)
    }

    @Test func rareTablesAndClocksAreFound() throws {
        let report = StreamChecker.check(try encode(muxer: "-pcr_period 80 -pat_period 0.4"))

        #expect(Set(report.faults.map(\.kind)) == [.clockGap, .tableGap])
    }

    /// Three seconds of moving picture with reordered frames, and a tone.
    private func encode(muxer: String) throws -> [UInt8] {
        let command = """
            exec ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=25 \
            -f lavfi -i sine=r=48000 -t 3 -c:v libx264 -preset ultrafast -bf 2 -g 25 -c:a aac \
            -muxrate 2M -muxdelay 0.5 \(muxer) -f mpegts -
            """
        let pipe = try #require(popen(command, "r"))
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&block, 1, block.count, pipe)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}
