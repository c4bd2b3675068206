import StreamChecker
import Testing

/// Each fault is planted alone in a clean stream and must be the only one found.
@Suite struct PlantedFaultTests {
    private var stream = SyntheticStream(seconds: 3)
    private let pictures: [Int]
    private let sounds: [Int]

    init() {
        pictures = stream.places(pictures: true)
        sounds = stream.places(pictures: false)
    }

    /// The kinds of the faults found, each once.
    private func kinds(_ packets: [[UInt8]]? = nil) -> Set<Fault.Kind> {
        let bytes = packets?.flatMap(\.self) ?? stream.bytes
        return Set(StreamChecker.check(bytes).faults.map(\.kind))
    }

    // MARK: Packets

    @Test func aLostByteIsFoundAndPacketsGoOn() {
        var bytes = stream.bytes
        bytes.remove(at: 188 * 100 + 50)
        let faults = StreamChecker.check(bytes).faults

        #expect(faults.first?.kind == .lostSync)
        #expect(faults.count <= 4)
    }

    @Test func aLostPacketIsAJumpOfTheCounter() {
        var packets = stream.packets()
        let lost = packets.indices.first { $0 > 100 && packets[$0][1] == 0x01 }
        packets.remove(at: lost ?? 0)

        #expect(kinds(packets).isSuperset(of: [.continuity, .unitLength]))
    }

    @Test func aRepeatedPacketIsAJumpOfTheCounter() {
        var packets = stream.packets()
        packets.insert(packets[100], at: 100)

        #expect(kinds(packets).contains(.continuity))
    }

    @Test func indicatedErrorsAreFaults() {
        var packets = stream.packets()
        packets[100][1] |= 0x80
        packets[120][3] |= 0x80

        #expect(kinds(packets) == [.transportError, .scrambled])
    }

    @Test func anIndicatedDiscontinuityIsAFault() {
        var packets = stream.packets()
        let place = packets.indices.last {
            packets[$0][3] & 0x20 != 0 && packets[$0][5] & 0x10 != 0
        }
        packets[place ?? 0][5] |= 0x80

        #expect(kinds(packets) == [.discontinuity])
    }

    @Test func anAdaptationFieldThatDoesNotFitIsAFault() {
        var packets = stream.packets()
        let place = packets.indices.last { packets[$0][3] & 0x20 != 0 && packets[$0][1] == 0x41 }
        packets[place ?? 0][4] = 184

        #expect(kinds(packets).contains(.badPacket))
    }

    // MARK: Tables and clock

    @Test(arguments: [0, 0x1000])
    func aDamagedTableIsFound(pid: Int) {
        var packets = stream.packets()
        let places = packets.indices.filter { Self.pid(packets[$0]) == pid }
        packets[places[5]][15] ^= 1

        #expect(kinds(packets) == [.tableChecksum, .tableGap])
    }

    @Test mutating func tablesThatComeTooLateAreFound() {
        for place in pictures[30..<33] { stream.units[place].carriesTables = false }

        #expect(kinds() == [.tableGap])
    }

    @Test mutating func aClockThatComesTooLateIsFound() {
        stream.units[pictures[31]].carriesClock = false

        #expect(kinds() == [.clockGap])
    }

    @Test mutating func aClockThatGoesBackIsFound() {
        stream.units[pictures[31]].advance += 7_200

        #expect(kinds().isSuperset(of: [.clockBackwards]))
    }

    @Test mutating func aListedStreamThatIsMissingIsFound() {
        stream.units.removeAll { !$0.isPicture }

        #expect(kinds() == [.streamMissing])
    }

    // MARK: Time stamps

    @Test mutating func aDecodingTimeThatDoesNotRiseIsFound() {
        let place = pictures[31]
        stream.units[place].decoding = stream.units[pictures[30]].decoding
        stream.units[place].advance -= 3_600

        #expect(kinds() == [.decodingOrder])
    }

    @Test mutating func aPresentationBeforeDecodingIsFound() {
        stream.units[sounds[31]].decoding += 900

        #expect(kinds() == [.presentationBeforeDecoding])
    }

    @Test(arguments: [(8_999 as Int64, Fault.Kind.late), (90_001, .early)])
    mutating func unitsFarFromTheClockAreFound(advance: Int64, kind: Fault.Kind) {
        for place in pictures { stream.units[place].advance = advance }

        #expect(kinds() == [kind])
    }

    // MARK: Units

    @Test mutating func aWrongLengthIsFound() {
        stream.units[sounds[31]].declaredLength = 40

        #expect(kinds() == [.unitLength])
    }

    @Test func aMissingStartCodeIsFound() {
        var packets = stream.packets()
        let place = packets.indices.filter { Self.pid(packets[$0]) == 0x101 }[20]
        packets[place][5 + Int(packets[place][4])] = 7

        #expect(kinds(packets).contains(.unitHeader))
    }

    // MARK: Pictures

    @Test mutating func aKeyFrameWithoutItsMarkIsFound() {
        stream.units[pictures[25]].isRandomAccess = false

        #expect(kinds() == [.randomAccessMissing])
    }

    @Test mutating func aMarkWithoutAKeyFrameIsFound() {
        stream.units[pictures[26]].isRandomAccess = true

        #expect(kinds() == [.randomAccessFalse])
    }

    @Test mutating func aKeyFrameWithoutParameterSetsIsFound() {
        let key = SyntheticStream.picture(isKey: true)
        stream.units[pictures[25]].body = Array(key[..<6] + key[17...])

        #expect(kinds() == [.parameterSets])
    }

    @Test mutating func aPictureWithoutDelimiterIsFound() {
        stream.units[pictures[26]].body.removeFirst(6)

        #expect(kinds() == [.accessUnit])
    }

    @Test mutating func oneMissingPictureIsAllowedTwoAreNot() {
        let body = SyntheticStream.picture(isKey: false)
        func removing(_ count: Int) -> SyntheticStream {
            var thinned = stream
            for place in pictures[31..<(31 + count)].reversed() {
                // Its packets stay as a bare clock and tables, so that only the picture is missing.
                thinned.units[place].presentation = stream.units[pictures[30]].presentation
                thinned.units[place].body = body
                thinned.units[place].isPicture = true
            }
            return thinned
        }
        stream = removing(1)
        #expect(kinds().contains(.pictureHole) == false)
        stream = removing(2)
        #expect(kinds().contains(.pictureHole))
    }

    @Test mutating func aChangeOfTheFrameRateIsNoHole() {
        stream = SyntheticStream(seconds: 4)
        let places = stream.places(pictures: true)
        let start = stream.units[places[50]].presentation
        for (index, place) in places[50...].enumerated() where index % 2 == 1 {
            stream.units[place].presentation = start + Int64(index) * 3_600
        }

        #expect(kinds() == [])
    }

    // MARK: Sound

    @Test mutating func aHoleOfMoreThanOneFrameIsFound() {
        for place in sounds[31...] {
            stream.units[place].presentation += 1_920
            stream.units[place].decoding += 1_920
        }
        #expect(kinds() == [])
        for place in sounds[31...] {
            stream.units[place].presentation += 1
            stream.units[place].decoding += 1
        }
        #expect(kinds() == [.soundHole])
    }

    @Test mutating func anOverlapIsFound() {
        for place in sounds[31...] {
            stream.units[place].presentation -= 990
            stream.units[place].decoding -= 990
        }

        #expect(kinds() == [.soundOverlap])
    }

    @Test mutating func aCutSoundFrameIsFound() {
        stream.units[sounds[31]].body.removeLast()

        #expect(kinds().contains(.soundCut))
    }

    @Test mutating func smallDifferencesThatAddUpAreFound() {
        for (index, place) in sounds.enumerated() {
            stream.units[place].presentation += Int64(index) * 80
            stream.units[place].decoding += Int64(index) * 80
        }

        #expect(kinds() == [.soundDrift])
    }

    private static func pid(_ packet: [UInt8]) -> Int {
        Int(packet[1] & 0x1F) << 8 | Int(packet[2])
    }
}
