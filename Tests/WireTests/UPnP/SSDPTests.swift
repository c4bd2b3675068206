import Broadcast
import Testing

@testable import Wire

@Suite struct SSDPTests {
    let device = SSDPDevice(
        uuid: "11f8c2b4-6f3e-4e6c-9d0a-0123456789ab", server: "Linux/6.1 UPnP/1.0 EXStreamTV/1.0")
    let all = search("MAN: \"ssdp:discover\"", "MX: 2", "ST: ssdp:all")

    static func search(_ headers: String...) -> [UInt8] {
        let lines = ["M-SEARCH * HTTP/1.1", "HOST: 239.255.255.250:1900"] + headers + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    @Test func aSearchIsRead() throws {
        let search = try #require(SSDPSearch(all, isMulticast: true))

        #expect(search.target == "ssdp:all")
        #expect(search.wait == 2)
    }

    @Test func headerNamesAreReadInAnyCaseAndSpacing() {
        let odd = Self.search("mAn:\"ssdp:discover\"  ", "mx:\t9", "sT:upnp:rootdevice")

        #expect(SSDPSearch(odd, isMulticast: true)?.target == "upnp:rootdevice")
        #expect(SSDPSearch(odd, isMulticast: true)?.wait == 5)
    }

    @Test(arguments: [
        search("MX: 2", "ST: ssdp:all"), search("MAN: ssdp:discover", "MX: 2", "ST: ssdp:all"),
        search("MAN: \"ssdp:other\"", "MX: 2", "ST: ssdp:all"),
        search("MAN: \"ssdp:discover\"", "MX: 2"),
        search("MAN: \"ssdp:discover\"", "MX: x", "ST: ssdp:all"),
        Array("NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n\r\n".utf8), [], [0], [13, 10],
        [UInt8](repeating: 65, count: 3000), [0xFF, 0xFE, 0x0A],
        Array("M-SEARCH * HTTP/1.1\r\nno colon\r\n\r\n".utf8),
    ])
    func otherDatagramsAreNotAnswered(bytes: [UInt8]) {
        #expect(SSDPSearch(bytes, isMulticast: true) == nil)
    }

    @Test func onlyAUnicastSearchNeedsNoMX() {
        let search = Self.search("MAN: \"ssdp:discover\"", "ST: ssdp:all")

        #expect(SSDPSearch(search, isMulticast: true) == nil)
        #expect(SSDPSearch(search, isMulticast: false)?.wait == .some(nil))
    }

    @Test func everythingIsAnsweredOnceForEachTarget() throws {
        let search = try #require(SSDPSearch(all, isMulticast: true))
        let replies = device.replies(
            to: search, location: "http://10.77.0.2:80/device.xml",
            at: AirTime(seconds: 784_111_777))
        let messages = replies.compactMap { SSDPMessage($0) }

        #expect(messages.compactMap { $0["st"] } == device.targets)
        #expect(messages.compactMap { $0["usn"] }.first == "uuid:\(device.uuid)")
        #expect(messages.compactMap { $0["usn"] }.last?.hasSuffix("::\(device.targets[4])") == true)
        #expect(
            String(decoding: replies[1], as: UTF8.self) == """
                HTTP/1.1 200 OK\r
                CACHE-CONTROL: max-age=1800\r
                DATE: Sun, 06 Nov 1994 08:49:37 GMT\r
                EXT:\r
                LOCATION: http://10.77.0.2:80/device.xml\r
                SERVER: Linux/6.1 UPnP/1.0 EXStreamTV/1.0\r
                ST: upnp:rootdevice\r
                USN: uuid:11f8c2b4-6f3e-4e6c-9d0a-0123456789ab::upnp:rootdevice\r
                \r

                """)
    }

    @Test(arguments: ["upnp:rootdevice", "urn:schemas-upnp-org:device:MediaServer:1"])
    func oneTargetIsAnsweredOnce(target: String) throws {
        let bytes = Self.search("MAN: \"ssdp:discover\"", "MX: 1", "ST: \(target)")
        let search = try #require(SSDPSearch(bytes, isMulticast: true))

        #expect(device.replies(to: search, location: "", at: AirTime(seconds: 0)).count == 1)
    }

    @Test func othersTargetsAreNotAnswered() throws {
        let bytes = Self.search(
            "MAN: \"ssdp:discover\"", "MX: 1", "ST: urn:ses-com:device:SatIPServer:1")
        let search = try #require(SSDPSearch(bytes, isMulticast: true))

        #expect(device.replies(to: search, location: "", at: AirTime(seconds: 0)).isEmpty)
    }

    @Test func comingAndGoingAreAnnouncedForEveryTarget() {
        let alive = device.alive(location: "http://10.77.0.2/device.xml", group: "239.255.255.250")
            .compactMap { SSDPMessage($0) }
        let byebye = device.byebye(group: "[ff02::c]").compactMap { SSDPMessage($0) }

        #expect(alive.compactMap { $0["nt"] } == device.targets)
        #expect(
            alive.allSatisfy { $0["nts"] == "ssdp:alive" && $0["cache-control"] == "max-age=1800" })
        #expect(byebye.compactMap { $0["nt"] } == device.targets)
        #expect(byebye.allSatisfy { $0["nts"] == "ssdp:byebye" && $0["host"] == "[ff02::c]:1900" })
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_795_824_000, "Sat, 28 Nov 2026 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ])
    func datesAreWrittenAsHeadersWantThem(seconds: Int64, text: String) {
        #expect(WebTime.text(AirTime(seconds: seconds)) == text)
    }
}
