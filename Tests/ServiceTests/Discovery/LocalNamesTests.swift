import Broadcast
import Testing

@testable import Service

@Suite struct LocalNamesTests {
    @Test func namesYieldToOtherMachines() {
        var names = LocalNames(deviceID: "E5E17005", name: "EXStreamTV")
        #expect(names.host == "e5e17005" && names.service == "EXStreamTV")

        names.yield()
        names.yield()
        #expect(names.host == "e5e17005-3" && names.service == "EXStreamTV #3")
    }

    @Test func longNamesFitTheirLabel() {
        var names = LocalNames(deviceID: "E5E17005", name: String(repeating: "ä", count: 63))
        #expect(names.service.utf8.count <= 63)

        names.yield()
        #expect(names.service.utf8.count <= 63 && names.service.hasSuffix(" #2"))
    }

    @Test func aDamagedDeviceIDIsRepairedNextToItself() {
        #expect("\(DeviceIdentity.repair("E5E17001"))" == "E5E17005")
        #expect(DeviceIdentity.repair("Tunarr") != DeviceIdentity.repair("Tunarr"))
    }
}
