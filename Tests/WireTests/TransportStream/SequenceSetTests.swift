import Testing

@testable import Wire

@Suite struct SequenceSetTests {
    private func bytes(_ hex: String) throws -> [UInt8] {
        try hex.split(separator: " ").map { try #require(UInt8($0, radix: 16)) }
    }

    @Test func mainProfileHD() throws {
        // 1280×720, level 3.1, square samples.
        let set = try #require(
            SequenceSet(
                nal: bytes(
                    "67 4d 40 1f da 01 40 16 ec 04 40 00 00 03 00 40 00 00 0c 83 c6 0c a8")))

        #expect(set.profile == 77)
        #expect(set.level == 31)
        #expect(set.width == 1280)
        #expect(set.height == 720)
        #expect(set.isProgressive)
        #expect(set.bitDepth == 8)
        #expect(set.chromaFormat == 1)
        #expect(set.sampleWidth == 1)
        #expect(set.sampleHeight == 1)
    }

    @Test func shapeOfSamplesInFull() throws {
        // 176×144, samples of 128:117.
        let set = try #require(
            SequenceSet(
                nal: bytes(
                    "67 64 00 0b ac d9 42 c4 ef fc 02 00 01 d4 40 00 fa 40 00 3a 98 03 c5 0a 65 80")
            ))

        #expect(set.width == 176)
        #expect(set.height == 144)
        #expect(set.sampleWidth == 128)
        #expect(set.sampleHeight == 117)
    }

    @Test func interlacedAndCropped() throws {
        // 720×576 of fields, samples of 64:45.
        let set = try #require(
            SequenceSet(
                nal: bytes(
                    """
                    67 64 00 1e ac d9 40 b4 24 df f8 02 00 01 68 80 00 00 03 00 80 00 00 19 0f 8a \
                    14 cb
                    """)))

        #expect(!set.isProgressive)
        #expect(set.width == 720)
        #expect(set.height == 576)
        #expect(set.sampleWidth == 64)
    }

    @Test func damageIsRefusedOrReadWithoutHarm() throws {
        let whole = try bytes("67 64 00 15 ac d9 40 a0 23 b0 11 00 00 03 00 01 00 00 03 00 32 0f")
        for count in 0..<9 { #expect(SequenceSet(nal: Array(whole.prefix(count))) == nil) }
        for index in whole.indices {
            for value in [0x00, 0x7F, 0xFF] as [UInt8] {
                var damaged = whole
                damaged[index] = value
                _ = SequenceSet(nal: damaged)
            }
        }
    }
}
