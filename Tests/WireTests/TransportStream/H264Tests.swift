import Testing

@testable import Wire

@Suite struct H264Tests {
    /// avcC: version 1, High, level 3.1, lengths of 4 bytes, one set of each kind.
    private let avcC: [UInt8] = [
        1, 0x64, 0, 0x1F, 0xFF, 0xE1, 0, 5, 0x67, 0x64, 0, 0x1F, 0xAC, 1, 0, 2, 0x68, 0xEE,
    ]
    private let sets: [UInt8] = [0, 0, 0, 1, 0x67, 0x64, 0, 0x1F, 0xAC, 0, 0, 0, 1, 0x68, 0xEE]

    private func unit(_ sample: [UInt8], isKey: Bool, extradata: [UInt8]) throws -> [UInt8]? {
        let configuration = try #require(H264Configuration(extradata: extradata))
        return sample.withUnsafeBytes { configuration.unit(from: $0, isKey: isKey) }
    }

    @Test func aKeyFrameGetsTheParameterSetsOfTheFile() throws {
        let sample: [UInt8] = [0, 0, 0, 2, 0x65, 7, 0, 0, 0, 1, 0x06]
        let slices: [UInt8] = [0, 0, 0, 1, 0x65, 7, 0, 0, 0, 1, 0x06]

        #expect(try unit(sample, isKey: true, extradata: avcC) == sets + slices)
        #expect(try unit(sample, isKey: false, extradata: avcC) == slices)
    }

    @Test func setsInTheKeyFrameWinOverThoseOfTheFile() throws {
        let sample: [UInt8] = [0, 0, 0, 2, 0x67, 1, 0, 0, 0, 2, 0x65, 7]

        #expect(
            try unit(sample, isKey: true, extradata: avcC)
                == [0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x65, 7])
    }

    @Test func delimitersAndFillerAreLeftOut() throws {
        let sample: [UInt8] = [0, 0, 0, 2, 9, 0xF0, 0, 0, 0, 1, 0x41, 0, 0, 0, 2, 12, 0xFF]

        #expect(try unit(sample, isKey: false, extradata: avcC) == [0, 0, 0, 1, 0x41])
    }

    @Test(
        arguments: [
            [], [0, 0], [0, 0, 0, 2, 1], [0xFF, 0xFF, 0xFF, 0xFF, 1], [0, 0, 0, 0],
            [0, 0, 0, 1, 0x41, 0, 0],
        ] as [[UInt8]])
    func aDamagedSampleIsNoUnit(sample: [UInt8]) throws {
        #expect(try unit(sample, isKey: false, extradata: avcC) == nil)
    }

    @Test func annexBPassesAndGetsMissingSets() throws {
        let bare: [UInt8] = [0, 0, 0, 1, 9, 0xF0, 0, 0, 1, 0x65, 7]
        let full: [UInt8] = [0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 7]

        #expect(try unit(bare, isKey: true, extradata: sets) == sets + bare)
        #expect(try unit(bare, isKey: false, extradata: sets) == bare)
        #expect(try unit(full, isKey: true, extradata: sets) == full)
    }

    @Test func everyTruncatedConfigurationIsRefused() {
        for count in 1..<avcC.count {
            #expect(H264Configuration(extradata: Array(avcC.prefix(count))) == nil)
        }
        #expect(H264Configuration(extradata: [7, 7, 7]) == nil)
    }

    @Test func bothFormsGiveTheSameSets() throws {
        let boxed = try #require(H264Configuration(extradata: avcC))
        let plain = try #require(H264Configuration(extradata: sets))

        #expect(boxed.parameterSets == sets)
        #expect(plain.parameterSets == sets)
        #expect(boxed.sequenceSet == [0x67, 0x64, 0, 0x1F, 0xAC])
        #expect(plain.sequenceSet == boxed.sequenceSet)
    }
}
