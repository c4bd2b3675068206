import StreamChecker
import Testing

@Suite struct CleanStreamTests {
    @Test func aCleanStreamHasNoFault() {
        let report = StreamChecker.check(SyntheticStream().bytes)

        #expect(report.faults == [])
        #expect(report.pictures == 50)
        #expect(report.keyFrames == 2)
        #expect(report.soundFrames == 92)
        #expect(report.duration == .milliseconds(49 * 40))
        #expect(report.firstClock == 873_000)
    }

    @Test func picturesMayBeReordered() {
        #expect(StreamChecker.check(SyntheticStream(reorders: true).bytes).faults == [])
    }

    @Test(arguments: [27_000 as Int64, 90_000, 3_600, 1])
    func theClockMayWrap(before: Int64) {
        let stream = SyntheticStream(start: 1 << 33 - before)

        #expect(StreamChecker.check(stream.bytes).faults == [])
    }

    @Test func aJoinedCaptureMayBeginAndEndAnywhere() {
        let packets = SyntheticStream(seconds: 3).packets()
        for first in 0..<40 {
            let part = packets[first..<(packets.count - first)].flatMap(\.self)
            let report = StreamChecker.check(part.dropLast(first))
            #expect(report.faults == [], "from packet \(first)")
        }
    }

    @Test func bytesMayComeInPiecesOfAnySize() {
        let bytes = SyntheticStream().bytes
        var checker = StreamChecker()
        var at = 0
        var size = 1
        while at < bytes.count {
            checker.add(bytes[at..<min(bytes.count, at + size)])
            at += size
            size = size * 5 % 1_009 + 1
        }
        let report = checker.finish()

        #expect(report.faults == [])
        #expect(report.packets * 188 == bytes.count)
    }

    @Test func nullPacketsAreAllowedAnywhere() {
        let null = [0x47, 0x1F, 0xFF, 0x10] + [UInt8](repeating: 0xFF, count: 184)
        let bytes = SyntheticStream().packets().flatMap { $0 + null }

        #expect(StreamChecker.check(bytes).faults == [])
    }

    @Test func nothingIsAStreamWithoutClockAndTables() {
        let kinds = StreamChecker.check([]).faults.map(\.kind)

        #expect(kinds == [.clockMissing, .tableMissing, .tableMissing])
    }
}
