import Testing

@testable import Wire

@Suite struct StreamTargetTests {
    let client = IPAddress(10, 77, 0, 3)

    @Test(arguments: [
        ("udp://10.77.0.3:5000", "udp://10.77.0.3:5000"),
        ("rtp://10.77.0.3:1024", "rtp://10.77.0.3:1024"),
        ("10.77.0.3:65535", "udp://10.77.0.3:65535"),
    ])
    func theClientItselfIsATarget(text: String, echo: String) throws {
        #expect(try StreamTarget(text, from: client).text == echo)
    }

    @Test(arguments: [
        "udp://10.77.0.4:5000", "udp://127.0.0.1:5000", "udp://10.77.0.255:5000",
        "udp://255.255.255.255:5000", "udp://224.0.0.1:5000", "udp://239.1.1.1:5000",
        "udp://10.77.0.3:1023", "udp://10.77.0.3:0", "udp://10.77.0.3:65536", "udp://10.77.0.3",
        "udp://10.77.0.3:5000/x", "http://10.77.0.3:5000", "udp://0.0.0.0:5000", "", "udp://",
        "udp://[10.77.0.3]:5000", "udp://10.77.0.3:4294972296", "udp://010.77.0.3 :5000", "://:",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: ControlError.invalidTarget) { try StreamTarget(text, from: client) }
    }

    @Test func anIPv6ClientWritesBrackets() throws {
        let six = try #require(IPAddress("fe80::1"))

        #expect(
            try StreamTarget("rtp://[fe80::1%2]:5000", from: six).text == "rtp://[fe80::1]:5000")
        #expect(throws: ControlError.invalidTarget) { try StreamTarget("fe80::1:5000", from: six) }
    }
}
