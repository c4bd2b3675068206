import Testing
import Wire

@Suite struct TunerIdentityTests {
    @Test func discoverHasTheNineKeysOfARealUnitInItsOrder() {
        let identity = TunerIdentity(
            deviceID: "E5E17005", friendlyName: "Den \"TV\"",
            deviceAuth: "abcdefghijklmnopqrstuvwxyz", tunerCount: 4)

        #expect(
            String(
                decoding: identity.discoverDocument(base: "http://10.77.0.2:80").bytes,
                as: UTF8.self)
                == #"{"FriendlyName":"Den \"TV\"","ModelNumber":"HDTC-2US","#
                + #""FirmwareName":"hdhomeruntc_atsc","FirmwareVersion":"20260313","#
                + #""DeviceID":"E5E17005","DeviceAuth":"abcdefghijklmnopqrstuvwx","#
                + #""BaseURL":"http://10.77.0.2:80","#
                + #""LineupURL":"http://10.77.0.2:80/lineup.json","TunerCount":4}"#)
    }
}
