import Testing
import Wire

@Suite struct MuxerTests {
    /// A picture whose coded bytes are `count` times 0x55.
    private func picture(_ time: Int64, count: Int = 20, isKey: Bool = false) -> AccessUnit {
        AccessUnit(
            bytes: [0, 0, 0, 1, 0x65] + [UInt8](repeating: 0x55, count: count),
            presentation: time, decoding: time, isKey: isKey)
    }

    @Test func theStreamBeginsWithBothTablesThenTheKeyFrame() throws {
        var muxer = Muxer(pictureBegin: 90_000, soundBegin: 90_000)
        muxer.add(picture(90_000, isKey: true))
        let packets = try SeenPacket.all(muxer.take())

        #expect(packets.map(\.pid) == [0, 0x1000, 0x100])
        // PAT: pointer, table 0, length 13, stream 1, version 0, program 1 at PID 0x1000, CRC.
        #expect(
            packets[0].payload.prefix(17) == [
                0, 0x00, 0xB0, 13, 0, 1, 0xC1, 0, 0, 0, 1, 0xF0, 0x00, 0x2A, 0xB1, 0x04, 0xB2,
            ])
        // PMT: table 2, program 1, clock on 0x100, H.264 on 0x100, AAC on 0x101, no descriptors.
        #expect(
            packets[1].payload.prefix(23) == [
                0, 0x02, 0xB0, 23, 0, 1, 0xC1, 0, 0, 0xE1, 0x00, 0xF0, 0,
                0x1B, 0xE1, 0x00, 0xF0, 0, 0x0F, 0xE1, 0x01, 0xF0, 0,
            ])
        #expect(CRC32.mpeg(packets[1].payload[1..<27]) == 0)
        #expect(
            packets[2].bytes.prefix(12) == [
                0x47, 0x41, 0x00, 0x30,  // unit start, PID 0x100, field and payload, counter 0
                138, 0x50,  // random access, clock
                0, 0, 0x69, 0x78, 0x7E, 0,  // 54000 ticks: 0.4 s before the picture
            ])
        #expect(
            packets[2].payload == [
                0, 0, 1, 0xE0, 0, 39, 0x84, 0x80, 5,  // PES, video, 39 bytes follow, PTS only
                0x21, 0, 0x05, 0xBF, 0x21,  // 90000
                0, 0, 0, 1, 9, 0xF0,  // delimiter, put in by the muxer
                0, 0, 0, 1, 0x65,
            ] + [UInt8](repeating: 0x55, count: 20))
    }

    @Test func fourFramesOfSoundShareAPacketEachBehindItsHeader() throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 0)
        for index in 0..<4 { muxer.add(sound: [0xAB, 0xCD], at: Int64(index) * 1920) }
        muxer.add(picture(1, isKey: true))
        let sound = try SeenPacket.all(muxer.take()).filter { $0.pid == 0x101 }

        let frame: [UInt8] = [0xFF, 0xF1, 0x4C, 0x80, 0x01, 0x3F, 0xFC, 0xAB, 0xCD]
        #expect(sound.map { Array($0.payload.dropFirst(14)) } == [frame + frame + frame + frame])
        #expect(sound.map(\.presentation) == [0])
    }

    @Test func aHoleInTheSoundBeginsAnotherPacket() throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 0)
        for time in [0, 1920, 9000, 10_920] as [Int64] { muxer.add(sound: [1], at: time) }
        muxer.finish()
        let sound = try SeenPacket.all(muxer.take()).filter { $0.pid == 0x101 }

        #expect(sound.map(\.presentation) == [0, 9000])
    }

    @Test func aDelimiterThatIsThereIsNotWrittenTwice() throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 0)
        let unit: [UInt8] = [0, 0, 1, 9, 0x10, 0, 0, 1, 0x65, 7]
        muxer.add(AccessUnit(bytes: unit, presentation: 0, decoding: 0, isKey: true))
        let packets = try SeenPacket.all(muxer.take())

        #expect(packets.last?.payload.suffix(unit.count) == unit[...])
    }

    @Test(arguments: Array(1...400))
    func everyLengthComesOutWholeWhateverStuffingItNeeds(count: Int) throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 0)
        for index in 0..<3 {
            muxer.add(picture(Int64(index) * 3600, count: count, isKey: index == 0))
        }
        muxer.finish()
        let packets = try SeenPacket.all(muxer.take()).filter { $0.pid == 0x100 }
        let bytes = packets.flatMap(\.payload)

        let unit = picture(0, count: count).bytes
        #expect(bytes.count == 3 * (14 + 6 + unit.count))
        for index in 1...3 {
            let end = index * bytes.count / 3
            #expect(bytes[(end - unit.count)..<end] == unit[...])
        }
    }

    @Test func countersGoOnWhereAnotherStreamEnded() throws {
        var muxer = Muxer(
            pictureBegin: 0, soundBegin: 0, continuity: [0: 15, 0x1000: 3, 0x100: 7, 0x101: 9])
        muxer.add(picture(0, count: 400, isKey: true))
        for index in 0..<4 { muxer.add(sound: [1], at: Int64(index) * 1920) }
        muxer.finish()
        let packets = try SeenPacket.all(muxer.take())

        #expect(packets.map(\.pid) == [0, 0x1000, 0x100, 0x100, 0x100, 0x101])
        #expect(packets.map(\.continuity) == [0, 4, 8, 9, 10, 10])
        #expect(muxer.continuity == [0: 0, 0x1000: 4, 0x100: 10, 0x101: 10])
    }

    @Test func overlappingDecodingTimesAreSqueezedAndNeverPassTheirPresentation() throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 1_000_000)
        let times: [(Int64, Int64)] = [(7200, 7200), (14_400, 0), (21_600, 3600), (18_000, 10_800)]
        for (presentation, decoding) in times {
            muxer.add(
                AccessUnit(
                    bytes: [1], presentation: presentation, decoding: decoding, isKey: false))
        }
        muxer.finish()
        let seen = try SeenPacket.all(muxer.take()).filter { $0.presentation != nil }

        #expect(seen.map(\.decoding) == [7200, 7201, 7202, 10_800])
        #expect(seen.map(\.presentation) == times.map(\.0))
    }

    @Test func theNextPictureWaitsOnlyForSoundThatMayComeBeforeIt() {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 1920)
        muxer.add(picture(0, isKey: true))
        #expect(muxer.pending == 3 * 188)
        muxer.add(picture(3600))
        #expect(muxer.pending == 3 * 188)
        #expect(muxer.backlog == 25)
    }

    @Test func aStampWrapsAtThirtyThreeBits() throws {
        var muxer = Muxer(pictureBegin: 0, soundBegin: 0)
        muxer.add(picture(StreamTime.wrap + 5, isKey: true))
        muxer.finish()
        let packets = try SeenPacket.all(muxer.take())

        #expect(packets.last?.presentation == 5)
        #expect(packets.last?.clock == (StreamTime.wrap + 5 - 36_000) * 300)
    }
}
