import Broadcast
import Testing

@Suite struct DeviceIDTests {
    @Test(arguments: [
        "E5E17005", "5EA1000B", "C0DE1238", "7E1E0011", "10439EFD", "10a369bb", "1251129F",
    ])
    func identitiesOfRealDevicesPass(text: String) {
        #expect(DeviceID(text)?.description == text.uppercased())
    }

    @Test(arguments: [
        "E5E17001", "12345678", "6B9B176D", "00000000", "FFFFFFFF", "E5E1700", "0E5E17005",
        "+5E17005", "E5E1700G",
    ])
    func othersFail(text: String) {
        #expect(DeviceID(text) == nil)
    }

    @Test func repairChangesTheLastDigitOnly() {
        #expect(DeviceID(repairing: 0xE5E1_7001) == DeviceID("E5E17005"))
    }

    @Test func oneIdentityInSixteenIsValid() {
        #expect((0xE5E1_0000..<0xE5E1_1000).count { DeviceID($0) != nil } == 256)
    }

    @Test func randomIdentitiesAreValidAndNotARealMakers() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            let id = DeviceID.random(using: &generator)
            #expect(DeviceID(id.value) == id)
            #expect(!(0x10...0x15).contains(id.value >> 24))
        }
    }
}
