import Testing

@testable import Wire

@Suite struct IPAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.77.0.2", "::", "::1", "fe80::1", "2001:db8::1:0:0:1", "1:2:3:4:5:6:7:8",
    ])
    func aTextReadsAndWritesItself(text: String) {
        #expect(IPAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1..2.3", ":::", "1::2::3", "1:2:3:4:5:6:7", "g::1",
        "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3", "fe80::1%eth0",
    ])
    func otherTextsAreNoAddress(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func aMappedAddressIsTheIPv4Address() {
        #expect(IPAddress("::ffff:10.77.0.2") == IPAddress(10, 77, 0, 2))
    }

    @Test func answersGoOutFromTheReceivingInterfacesSubnetOnly() throws {
        let home = Interface(name: "eth0", index: 2, address: IPAddress(10, 77, 0, 2), prefix: 24)
        let other = Interface(
            name: "eth1", index: 3, address: IPAddress(192, 168, 1, 2), prefix: 25)
        let loop = Interface(name: "lo", index: 1, address: IPAddress(127, 0, 0, 1), prefix: 8)
        let all = Interfaces([loop, home, other])

        #expect(all.answering(IPAddress(10, 77, 0, 3), index: 2) == home.address)
        #expect(all.answering(IPAddress(192, 168, 1, 9), index: 3) == other.address)
        #expect(all.answering(IPAddress(10, 77, 0, 3), index: 3) == nil)
        #expect(all.answering(IPAddress(8, 8, 8, 8), index: 2) == nil)
        #expect(all.answering(IPAddress(10, 77, 0, 255), index: 2) == nil)
        #expect(all.answering(IPAddress(192, 168, 1, 127), index: 3) == nil)
        #expect(all.answering(IPAddress(239, 1, 1, 1), index: 2) == nil)
        #expect(all.answering(IPAddress(127, 0, 0, 1), index: 1) == loop.address)
        #expect(all.answering(IPAddress(10, 77, 0, 2), index: 1) == home.address)
        #expect(all.answering(IPAddress(0, 0, 0, 0), index: 2) == nil)
    }
}
