import Testing

@testable import Transcode

@Suite struct MatroskaHeadTests {
    /// EBML header of 3 bytes, then a segment.
    private let start: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x83, 1, 2, 3, 0x18, 0x53, 0x80, 0x67]

    @Test func theSegmentsSizeGivesTheFiles() {
        #expect(MatroskaHead.size(start + [0x40, 0x64, 0xFF]) == Int64(114))
        #expect(MatroskaHead.size(start + [0x01, 0, 0, 0, 0, 0x10, 0, 0]) == Int64(0x100014))
    }

    @Test func aLiveRecordingLeavesItOpen() {
        #expect(MatroskaHead.size(start + [0xFF]) == nil)
        #expect(MatroskaHead.size(start + [0x01] + [UInt8](repeating: 0xFF, count: 7)) == nil)
    }

    @Test func anythingElseHasNone() {
        #expect(MatroskaHead.size([]) == nil)
        #expect(MatroskaHead.size(start) == nil)
        #expect(MatroskaHead.size([0x1A, 0x45, 0xDF, 0xA3, 0x00, 1]) == nil)
        #expect(MatroskaHead.size([0x1A, 0x45, 0xDF, 0xA3, 0x08, 0xFF, 0xFF, 0xFF]) == nil)
        #expect(MatroskaHead.size(Array("#EXTM3U".utf8)) == nil)
    }
}
