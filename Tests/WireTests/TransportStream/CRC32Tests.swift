import Testing
import Wire

@Suite struct CRC32Tests {
    @Test func knownValueOfTheCatalogue() {
        #expect(CRC32.mpeg("123456789".utf8) == 0x0376_E6E7)
    }

    @Test func aSectionWithItsChecksumLeavesZero() {
        let section: [UInt8] = [1, 2, 3]
        let sum = CRC32.mpeg(section)
        let tail = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }

        #expect(CRC32.mpeg(section + tail) == 0)
    }
}
