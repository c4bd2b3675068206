import Testing

@testable import Wire

@Suite struct ADTSTests {
    private func payload(_ frame: [UInt8]) -> [UInt8] {
        frame.withUnsafeBytes { Array(ADTS.payload(of: $0)) }
    }

    @Test func aHeaderIsTakenOffAgain() {
        #expect(payload(ADTS.header(length: 4) + [0x21, 1, 2, 3]) == [0x21, 1, 2, 3])
    }

    @Test func aHeaderWithChecksumIsLonger() {
        // 13 bytes in all, protected: two bytes of checksum follow the header.
        let frame: [UInt8] = [0xFF, 0xF0, 0x4C, 0x80, 1, 0xBF, 0xFC, 9, 9, 0x21, 1, 2, 3]

        #expect(payload(frame) == [0x21, 1, 2, 3])
    }

    @Test(
        arguments: [
            [], [0xFF, 0xF1], [0x21, 0x10, 4, 0x60, 0x8C, 0x1C, 0, 0, 0, 0],
            [0xFF, 0xF1, 0x4C, 0x80, 0xFF, 0xFF, 0xFC, 1, 2, 3, 4],
        ] as [[UInt8]])
    func whatHasNoTrueHeaderStaysWhole(frame: [UInt8]) {
        #expect(payload(frame) == frame)
    }
}
