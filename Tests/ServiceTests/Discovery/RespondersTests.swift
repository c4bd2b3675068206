import Broadcast
import Testing
import Wire

@testable import Service

@Suite struct RespondersTests {
    static let appliance = Appliance(
        identity: TunerIdentity(
            deviceID: "E5E17005", friendlyName: "EXStreamTV", deviceAuth: "secret", tunerCount: 4),
        uuid: "11f8c2b4-6f3e-4e6c-9d0a-0123456789ab", host: "::", port: 8411, servesPort80: true)
    let interfaces = Interfaces([
        Interface(name: "eth0", index: 2, address: IPAddress(10, 77, 0, 2), prefix: 24)
    ])

    func datagram(
        _ bytes: [UInt8], from peer: IPAddress = IPAddress(10, 77, 0, 3), port: Int = 40_000,
        to destination: IPAddress = IPAddress(255, 255, 255, 255), interface: Int = 2
    ) -> Datagram {
        Datagram(
            bytes: bytes, peer: Endpoint(address: peer, port: port), destination: destination,
            interface: interface)
    }

    func discover(_ payload: [UInt8]) -> [UInt8] {
        NativePacket(kind: .discoverRequest, payload: payload).bytes
    }

    @Test func aDiscoverIsAnsweredWithTheReceivingAddress() throws {
        var responder = DiscoverResponder(
            Self.appliance, id: try #require(DeviceID(0xE5E1_7005)), at: .zero)
        let request = discover([1, 4, 0, 0, 0, 1])
        let answer = responder.answer(datagram(request), interfaces: interfaces, at: .zero)
        let (reply, source) = try #require(answer)

        #expect(source == IPAddress(10, 77, 0, 2))
        #expect(String(decoding: reply, as: UTF8.self).contains("http://10.77.0.2:80/lineup.json"))
        #expect(reply.count <= request.count * 10)
    }

    @Test func strangersAndFloodsAreNotAnswered() throws {
        var responder = DiscoverResponder(
            Self.appliance, id: try #require(DeviceID(0xE5E1_7005)), at: .zero)
        let request = discover([1, 4, 0, 0, 0, 1])
        let strangers = [
            datagram(request, from: IPAddress(8, 8, 8, 8)), datagram(request, port: 0),
            datagram(request, interface: 3), datagram(discover([1, 4, 0, 0, 0, 5])), datagram([]),
        ]
        let answered = strangers.filter {
            responder.answer($0, interfaces: interfaces, at: .zero) != nil
        }
        let flood = (0..<300).count { _ in
            responder.answer(datagram(request), interfaces: interfaces, at: .zero) != nil
        }

        #expect(answered.isEmpty)
        #expect(flood == 20)
    }

    @Test func aSearchIsAnsweredLaterAUnicastOneAtOnce() throws {
        let device = SSDPDevice(uuid: Self.appliance.uuid, server: "x")
        var responder = SearchResponder(Self.appliance, device: device, at: .zero)
        let text = "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nMX: 3\r\nST: ssdp:all\r\n\r\n"
        let now = AirTime(seconds: 0)
        let multicast = responder.answer(
            datagram(Array(text.utf8), to: Announcer.group), interfaces: interfaces, at: .zero,
            time: now)
        let unicast = responder.answer(
            datagram(Array(text.utf8), to: IPAddress(10, 77, 0, 2)), interfaces: interfaces,
            at: .zero, time: now)

        #expect(multicast?.within == 2400 && multicast?.replies.count == 5)
        #expect(unicast?.within == 0)
        #expect(responder.location(at: IPAddress(10, 77, 0, 2)) == "http://10.77.0.2:80/device.xml")
    }

    @Test(arguments: [
        ("::", 3), ("0.0.0.0", 2), ("10.77.0.2", 1), ("127.0.0.1", 1), ("localhost", 1), ("::1", 0),
    ])
    func onlyServedAddressesAnswer(host: String, count: Int) throws {
        let all = Interfaces([
            Interface(name: "lo", index: 1, address: IPAddress(127, 0, 0, 1), prefix: 8),
            Interface(name: "eth0", index: 2, address: IPAddress(10, 77, 0, 2), prefix: 24),
            Interface(
                name: "eth0", index: 2, address: try #require(IPAddress("fe80::1")), prefix: 64),
        ])

        #expect(all.served(on: host).all.count == count)
    }
}
